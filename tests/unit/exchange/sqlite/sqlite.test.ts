/** Databases whose pages are no trees, or whose tables are none: looked at before SQLite follows them. */
import { describe, expect, it } from "vitest";
import { TABLES } from "../../../../src/exchange/anki/read-reviews.ts";
import { Refusal } from "../../../../src/exchange/refusal.ts";
import { checkDatabase } from "../../../../src/exchange/sqlite/check.ts";
import { readVarint } from "../../../../src/exchange/sqlite/varint.ts";
import { collection, rootOf } from "../../../support/files/collections.ts";

const PAGE = 512;

function checked(bytes: Uint8Array): Record<string, number> | string {
  try {
    return Object.fromEntries(checkDatabase(bytes, TABLES));
  } catch (error) {
    if (error instanceof Refusal) return error.reason;
    throw error;
  }
}

/** The bytes with some of them changed. @param at from the beginning of a table's first page */
function spoilt(bytes: Uint8Array, table: string, change: (view: DataView, base: number) => void): Uint8Array {
  const copy = new Uint8Array(bytes);
  change(new DataView(copy.buffer), (rootOf(bytes, table) - 1) * PAGE);
  return copy;
}

const LONG = "x".repeat(2000);
const withLongNotes = collection(1, (db) => {
  for (const id of [2, 3, 4]) db.run("INSERT INTO notes (id, guid) VALUES (?, ?)", [id, `${id}${LONG}`]);
});

describe("the pages of a database", () => {
  it.each([
    [0, 512],
    [1, 512],
    [3000, 512],
    [3000, 4096],
    [60_000, 1024],
    [9000, 65_536],
  ])("with %i reviews, of %i bytes, say how many rows there are", (reviews, pageSize) => {
    expect(checked(collection(reviews, () => {}, pageSize))).toEqual({
      col: 1,
      notes: 1,
      cards: 1,
      revlog: reviews,
    });
  });

  it("of long texts, of indexes, of tables without row ids and of a file that shrinks by itself are counted as well", () => {
    expect(checked(withLongNotes)).toMatchObject({ notes: 4 });
    const odd = collection(500, (db) => {
      db.run(
        `PRAGMA auto_vacuum = FULL; CREATE INDEX by_card ON revlog (cid); CREATE UNIQUE INDEX once ON notes (guid)`,
      );
      db.run("CREATE TABLE kept (id integer PRIMARY KEY, text) WITHOUT ROWID; DROP TABLE cards; VACUUM");
      db.run("CREATE TABLE cards (id integer PRIMARY KEY, nid integer, ord integer, more text) WITHOUT ROWID");
      for (let id = 1; id < 90; id++) db.run("INSERT INTO cards VALUES (?, 1, 0, ?)", [id, LONG]);
    });
    expect(checked(odd)).toMatchObject({ revlog: 500, cards: 89 });
  });

  const many = collection(3000);
  it.each<[string, Uint8Array, string]>([
    [
      "all lead to one page",
      spoilt(many, "revlog", (view, base) => {
        for (let i = 0; i < view.getUint16(base + 3); i++)
          view.setUint32(base + view.getUint16(base + 12 + i * 2), view.getUint32(base + 8));
      }),
      "pages",
    ],
    ["lead to themselves", spoilt(many, "revlog", (view, base) => view.setUint32(base + 8, base / PAGE + 1)), "pages"],
    ["lead into another table", spoilt(many, "revlog", (view, base) => view.setUint32(base + 8, 1)), "pages"],
    ["lead out of the file", spoilt(many, "revlog", (view, base) => view.setUint32(base + 8, 1_000_000)), "damaged"],
    ["lead to no page", spoilt(many, "revlog", (view, base) => view.setUint32(base + 8, 0)), "damaged"],
    ["are of another kind", spoilt(many, "revlog", (view, base) => view.setUint8(base, 7)), "damaged"],
    ["begin as an index", spoilt(many, "revlog", (view, base) => view.setUint8(base, 2)), "damaged"],
    ["list more cells than fit", spoilt(many, "notes", (view, base) => view.setUint16(base + 3, 60_000)), "pages"],
    [
      "list one cell again and again",
      spoilt(withLongNotes, "notes", (view, base) => {
        const cell = view.getUint16(base + 8);
        view.setUint16(base + 3, 200);
        for (let i = 0; i < 200; i++) view.setUint16(base + 8 + i * 2, cell);
      }),
      "pages",
    ],
    [
      "share what is too long for one of them",
      spoilt(withLongNotes, "notes", (view, base) => {
        const [second, third] = [1, 2].map((i) => base + view.getUint16(base + 8 + i * 2));
        const local = PAGE - ((third ?? 0) % PAGE);
        // The last four bytes of a cell name the page where it goes on.
        const end = (cell = 0) => cell + ((second ?? 0) - (third ?? 0)) - 4;
        expect(local).toBeGreaterThan(0);
        view.setUint32(end(second), view.getUint32(end(third)));
      }),
      "pages",
    ],
    [
      "have a row that is longer than the file",
      spoilt(many, "notes", (view, base) => {
        view.setUint32(base + view.getUint16(base + 8), 0xff_ff_ff_7f);
      }),
      "damaged",
    ],
    ["have a size that none can have", Object.assign(new Uint8Array(many), { 16: 3, 17: 0 }), "damaged"],
    ["hold text in another encoding", Object.assign(new Uint8Array(many), { 59: 2 }), "damaged"],
    ["end in the middle", many.slice(0, PAGE * 5), "damaged"],
    ["are none", new TextEncoder().encode("hello"), "damaged"],
  ])("that %s are refused", (_, bytes, reason) => {
    expect(checked(bytes)).toBe(reason);
  });
});

describe("the tables of a database", () => {
  it.each([
    ["a view", "CREATE VIEW v AS SELECT 1"],
    ["a trigger", "CREATE TRIGGER t AFTER INSERT ON col BEGIN SELECT 1; END"],
    ["a virtual table", "CREATE VIRTUAL TABLE f USING fts4 (x)"],
    ["a view in place of a table", "DROP TABLE revlog; CREATE VIEW revlog AS SELECT 1"],
    [
      "a table that is called otherwise in its text",
      `PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'notes', 'other') WHERE name = 'notes'`,
    ],
    [
      "a virtual table that claims to be one",
      `PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = 'CREATE VIRTUAL TABLE notes USING fts4' WHERE name = 'notes'`,
    ],
  ])("with %s are refused", (_, change) => {
    expect(checked(collection(1, (db) => void db.run(change)))).toBe("computed");
  });

  it("must all be there, and once", () => {
    expect(checked(collection(1, (db) => void db.run("DROP TABLE col")))).toBe("damaged");
    const twice = `PRAGMA writable_schema = ON; INSERT INTO sqlite_master SELECT * FROM sqlite_master WHERE name = 'col'`;
    expect(checked(collection(1, (db) => void db.run(twice)))).toBe("damaged");
  });

  it("may be renamed and quoted", () => {
    const renamed = (db: { run: (text: string) => unknown }) =>
      void db.run("ALTER TABLE notes RENAME TO kept; CREATE TABLE 'notes' AS SELECT * FROM kept; DROP TABLE kept");
    expect(checked(collection(1, renamed))).toMatchObject({ notes: 1 });
  });
});

it("integers of SQLite are read up to nine bytes", () => {
  const value = (...bytes: number[]) => readVarint(Uint8Array.from(bytes), 0);
  expect(value(5)).toEqual({ value: 5, end: 1 });
  expect(value(0x81, 0)).toEqual({ value: 128, end: 2 });
  expect(value(...new Array<number>(8).fill(0x80), 7)).toEqual({ value: 7, end: 9 });
  expect(() => value(0x80)).toThrow(Refusal);
});
