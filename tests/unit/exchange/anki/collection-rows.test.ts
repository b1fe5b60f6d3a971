/** Rows are read rightly or refused, never by half: what SQLite allows and Anki does not write. */
import initSqlJs from "sql.js";
import { beforeAll, expect, test } from "vitest";
import { CollectionRows, numberIn, textIn } from "../../../../src/exchange/anki/collection-rows.ts";

let sql: Awaited<ReturnType<typeof initSqlJs>>;
beforeAll(async () => {
  sql = await initSqlJs();
});

function rowsOf(...statements: readonly string[]): (readonly unknown[])[] {
  const db = new sql.Database();
  for (const statement of statements) db.run(statement);
  const bytes = db.export();
  db.close();
  return [...new CollectionRows(bytes, () => {}).of("cards", [numberIn("id"), numberIn("nid"), textIn("data", 100)])];
}

const TABLE = "CREATE TABLE cards (id integer PRIMARY KEY, nid integer, data text)";

test("plain rows are read", () => {
  expect(rowsOf(TABLE, "INSERT INTO cards VALUES (1, 9007199254740991, 'a'), (9007199254740991, -3, 'b')")).toEqual([
    [1, 9007199254740991, "a"],
    [9007199254740991, -3, "b"],
  ]);
});

test.each([
  ["a number of a row below 0", [TABLE, "INSERT INTO cards VALUES (-5, 1, 'a')"]],
  ["a number of a row beyond 2^53", [TABLE, "INSERT INTO cards VALUES (9007199254740993, 1, 'a')"]],
  ["another number beyond 2^53", [TABLE, "INSERT INTO cards VALUES (1, 9007199254740993, 'a')"]],
  [
    "a row that is older than a column",
    [
      "CREATE TABLE cards (id integer PRIMARY KEY, nid integer)",
      "INSERT INTO cards VALUES (1, 2)",
      "ALTER TABLE cards ADD COLUMN data text DEFAULT 'a'",
    ],
  ],
])("%s is refused", (_, statements) => {
  expect(() => rowsOf(...statements)).toThrow("damaged");
});
