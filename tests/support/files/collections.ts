/** Collections of Anki with the tables that are read and nothing else, small enough to be spoilt byte by byte. */
import { zipSync } from "fflate";
import initSqlJs, { type Database } from "sql.js";

export const sql = await initSqlJs();

/** The tables that are read, in schema 11's order and names as far as they matter here. */
const TABLES = `CREATE TABLE col (id integer, models text); CREATE TABLE cards (id integer PRIMARY KEY, nid integer, ord integer, queue integer);
  CREATE TABLE notes (id integer PRIMARY KEY, guid text, mid integer, mod integer, tags text);
  CREATE TABLE revlog (id integer, cid integer, ease integer, ivl integer, factor integer, time integer, type integer);`;

export const CARD = "a-deck/a-fact/forward";
export const START_MS = 1_760_000_000_000;

/** One card of ours with so many reviews, a minute apart. */
export function collection(reviews: number, change: (db: Database) => void = () => {}, pageSize = 512): Uint8Array {
  const db = new sql.Database();
  try {
    db.run(`PRAGMA page_size = ${pageSize}; ${TABLES}`);
    db.run("INSERT INTO notes VALUES (1, ?, 1, 1, '')", [`osteon:${CARD}`]);
    db.run("INSERT INTO cards VALUES (1, 1, 0, 2); INSERT INTO col VALUES (1, '{}')");
    db.run(
      `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n LIMIT ${reviews})
       INSERT INTO revlog SELECT ${START_MS} + i * 60000, 1, 3, 4, 2500, 3000, 1 FROM n`,
    );
    change(db);
    return db.export();
  } finally {
    db.close();
  }
}

/** A package of such a collection. */
export const packageOf = (bytes: Uint8Array, name = "collection.anki2"): Blob =>
  new Blob([new Uint8Array(zipSync({ [name]: [bytes, { level: 1 }] }))]);

/** The root page of a table. */
export function rootOf(bytes: Uint8Array, table: string): number {
  const db = new sql.Database(bytes);
  try {
    return Number(db.exec(`SELECT rootpage FROM sqlite_master WHERE name = '${table}'`)[0]?.values[0]?.[0]);
  } finally {
    db.close();
  }
}
