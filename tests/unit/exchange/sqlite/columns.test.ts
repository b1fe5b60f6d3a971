import { describe, expect, test } from "vitest";
import { columnsOf } from "../../../../src/exchange/sqlite/columns.ts";

const namesOf = (sql: string): string[] => columnsOf(sql).map(({ name }) => name);

describe("the columns of a table", () => {
  test("are those that stand between its brackets, past comments, quotes, types and constraints", () => {
    const sql = `CREATE TABLE notes (id integer primary key, /* a, b */ "guid" text not null default 'a, (b',
      [mid] decimal(10, 2), -- sorted, on purpose
      sfld integer not null check (sfld in (1, 2)), FOREIGN KEY (mid) REFERENCES t (a), UNIQUE (guid, mid), CONSTRAINT c CHECK (mid > 0))`;
    expect(namesOf(sql)).toEqual(["id", "guid", "mid", "sfld"]);
  });

  test("say which of them is the number of the row", () => {
    const isRowId = (definition: string) => columnsOf(`CREATE TABLE t (${definition})`)[0]?.isRowId;
    expect(["id integer PRIMARY KEY", "ID INTEGER  primary key not null"].map(isRowId)).toEqual([true, true]);
    expect(["id int PRIMARY KEY", "id integer", "id integer primary key desc"].map(isRowId)).toEqual([
      false,
      false,
      false,
    ]);
  });

  test("stand in another order without row ids: the key first", () => {
    expect(namesOf("CREATE TABLE t (a text, b integer primary key, c text) WITHOUT ROWID")).toEqual(["b", "a", "c"]);
    expect(namesOf('CREATE TABLE t (a text, b text, c text, PRIMARY KEY (c, "b" desc)) without rowid')).toEqual([
      "c",
      "b",
      "a",
    ]);
    expect(columnsOf("CREATE TABLE t (b integer primary key) WITHOUT ROWID")[0]?.isRowId).toBe(false);
  });

  test.each([
    "CREATE TABLE t (a integer, b text AS (a || 'x'))",
    "CREATE TABLE t (a int generated always as (1) stored)",
  ])("are refused where they are worked out: %s", (sql) => expect(() => columnsOf(sql)).toThrow("computed"));

  // SQLite's grammar is larger than what is read here, and a key that is taken for a column would be read as nothing.
  test.each([
    "CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a text)",
    "CREATE TABLE t (id integer CONSTRAINT pk PRIMARY KEY, a text)",
    "CREATE TABLE t (id integer, a text, PRIMARY KEY (id))",
    "CREATE TABLE t ([id] INTEGER, a text, CONSTRAINT pk PRIMARY KEY (id))",
    "CREATE TABLE t (id integer, w text, PRIMARY KEY (id, w, id)) WITHOUT ROWID",
  ])("are refused where the key is written in a way that is not known: %s", (sql) => {
    expect(() => columnsOf(sql)).toThrow("damaged");
  });

  test("are refused where there are none", () => {
    expect(() => columnsOf("")).toThrow("damaged");
  });
});
