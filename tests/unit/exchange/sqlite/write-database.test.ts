import fc from "fast-check";
import initSqlJs from "sql.js";
import { beforeAll, describe, expect, test } from "vitest";
import { SCHEMA_11 } from "../../../../src/exchange/anki/sql-schema.ts";
import { placesInOrder } from "../../../../src/exchange/sqlite/places-in-order.ts";
import { type Columns, writeDatabase as inPieces, type Rows } from "../../../../src/exchange/sqlite/write-database.ts";
import { anyCharacter } from "../../../support/samples/any-character.ts";

let sql: Awaited<ReturnType<typeof initSqlJs>>;
beforeAll(async () => {
  sql = await initSqlJs();
});

const SCHEMA = `
CREATE TABLE things (id integer PRIMARY KEY, kind integer NOT NULL, words text NOT NULL, sorted integer NOT NULL);
CREATE INDEX ix_kind ON things (kind);
CREATE INDEX ix_both ON things (sorted, kind);
`;

/** SQLite itself is the oracle: it finds no fault, and reads what was written. */
function readBack(bytes: Uint8Array, query: string): unknown[][] {
  const db = new sql.Database(bytes);
  try {
    expect(db.exec("PRAGMA integrity_check")[0]?.values).toEqual([["ok"]]);
    return db.exec(query)[0]?.values ?? [];
  } finally {
    db.close();
  }
}

function writeDatabase(schema: string, rows: ReadonlyMap<string, Rows | Columns>): Uint8Array {
  const pieces = inPieces(schema, rows);
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  pieces.reduce((at, piece) => {
    whole.set(piece, at);
    return at + piece.length;
  }, 0);
  return whole;
}

const written = (rows: Rows) => writeDatabase(SCHEMA, new Map([["things", rows]]));

describe("a database that is written whole", () => {
  test("holds what SQLite reads, whatever the rows are", () => {
    const row = fc.tuple(fc.integer(), fc.string({ unit: anyCharacter, maxLength: 300 }), fc.maxSafeInteger());
    const many = fc
      .uniqueArray(fc.maxSafeNat(), { maxLength: 300 })
      .chain((ids) =>
        fc
          .array(row, { minLength: ids.length, maxLength: ids.length })
          .map((rows) =>
            rows.map(([kind, words, sorted], i) => [ids[i] ?? 0, kind, words.replaceAll("\0", ""), sorted] as const),
          ),
      );
    fc.assert(
      fc.property(many, (rows) => {
        const inOrder = rows.toSorted((a, b) => a[0] - b[0]);
        expect(readBack(written(rows), "SELECT * FROM things")).toEqual(inOrder.map((one) => [...one]));
      }),
      { numRuns: 20 },
    );
  });

  test("is the same from columns of whole numbers as from rows", () => {
    const schema =
      "CREATE TABLE log (id integer PRIMARY KEY, a integer NOT NULL, b integer NOT NULL);\nCREATE INDEX ix ON log (b);";
    const value = fc.oneof(
      fc.integer({ min: -300, max: 300 }),
      fc.constantFrom(0, 1, -1, 2 ** 47, -(2 ** 47) - 1, 2 ** 31, -(2 ** 31)),
      fc.maxSafeInteger(),
    );
    const rows = fc.uniqueArray(fc.tuple(fc.maxSafeNat(), value, value), { selector: ([id]) => id, maxLength: 600 });
    fc.assert(
      fc.property(rows, (all) => {
        const columns = [0, 1, 2].map((i) => Float64Array.from(all, (row) => row[i] ?? 0));
        const fromColumns = writeDatabase(schema, new Map([["log", { columns }]]));
        expect(fromColumns).toEqual(writeDatabase(schema, new Map([["log", all]])));
        const inOrder = all.toSorted((a, b) => a[0] - b[0]).map((one) => [...one]);
        expect(readBack(fromColumns, "SELECT * FROM log")).toEqual(inOrder);
      }),
      { numRuns: 40 },
    );
  });

  test("has its rows in the order of their numbers", () => {
    // No more than 2^53 from each other.
    const far = fc.maxSafeNat().map((value) => value - 2 ** 31);
    const values = fc.array(fc.oneof(fc.integer(), fc.integer({ min: -5, max: 5 }), far), { maxLength: 300 });
    fc.assert(
      fc.property(values, (all) => {
        const plainly = all.map((_, i) => i).sort((a, b) => (all[a] ?? 0) - (all[b] ?? 0));
        expect([...placesInOrder(Float64Array.from(all))]).toEqual(plainly);
      }),
    );
  });

  test.each([0, 1, 2, 100, 340, 341, 5000, 20_000])("of %i rows is a tree of as many levels as it takes", (count) => {
    const rows = Array.from({ length: count }, (_, i) => [i * 3, i % 7, `word ${i}`, 10_000_000 - i] as const);
    const bytes = written(rows);
    expect(readBack(bytes, "SELECT count(*), sum(id) FROM things")).toEqual([
      [count, count === 0 ? null : (3 * count * (count - 1)) / 2],
    ]);
    expect(readBack(bytes, "SELECT count(*) FROM things INDEXED BY ix_kind WHERE kind = 3")).toEqual([
      [rows.filter(([, kind]) => kind === 3).length],
    ]);
  });

  test("any number of rows leaves no page empty", () => {
    for (let count = 330; count < 470; count += 2) {
      const rows = Array.from({ length: count }, (_, i) => [i, i, "", i] as const);
      expect(readBack(written(rows), "SELECT count(*) FROM things INDEXED BY ix_both WHERE sorted >= 0")).toEqual([
        [count],
      ]);
    }
  });

  test("a text that is longer than pages goes on in others", () => {
    const rows = [1, 4050, 4061, 4062, 8200, 100_000].map((length, i) => [i + 1, i, "ü".repeat(length), i] as const);
    expect(readBack(written(rows), "SELECT words FROM things ORDER BY id")).toEqual(rows.map(([, , words]) => [words]));
  });

  const TEXTS = [
    "42",
    " -7 ",
    "1 pg",
    "",
    "007",
    "1.5",
    "1e3",
    ".5",
    "5.",
    " 3.0 ",
    "+5",
    "-0",
    "-0.0",
    "0x10",
    "1_000",
  ];
  const LONG = [
    "12345678901234567",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "1e17",
    "1e400",
  ];
  const BLANKS = ["\u00a05", "\ufeff7", "\v8\f", "\u20099"];

  test.each([...TEXTS, ...LONG, ...BLANKS])("keeps %j as SQLite would in a column for numbers", (text) => {
    const schema = SCHEMA.replace(/CREATE INDEX ix_both[^;]*;/, "");
    const query = "SELECT typeof(sorted), CAST(sorted AS text) FROM things";
    const ours = readBack(writeDatabase(schema, new Map([["things", [[1, 0, "", text]]]])), query);
    const db = new sql.Database();
    db.run(schema);
    db.run("INSERT INTO things VALUES (1, 0, '', ?)", [text]);
    expect(ours).toEqual(db.exec(query)[0]?.values);
    db.close();
  });

  test("has the tables and indexes of Anki", () => {
    const found = readBack(writeDatabase(SCHEMA_11, new Map()), "SELECT type, name, tbl_name FROM sqlite_master");
    // All but those of what is still to be synchronised.
    expect(found).toHaveLength(9);
    expect(found).toContainEqual(["index", "ix_cards_sched", "cards"]);
  });
});
