import type { Draw } from "./mutate.ts";
import { changeField, damage, type Field, one } from "./mutate-bytes.ts";

/** Numbers of the file's own head that mean something to a reader. */
const HEAD: readonly Field[] = [
  { at: 16, bytes: 2, highFirst: true },
  { at: 18, bytes: 1 },
  { at: 19, bytes: 1 },
  { at: 20, bytes: 1 },
  { at: 24, bytes: 4, highFirst: true },
  { at: 28, bytes: 4, highFirst: true },
  { at: 32, bytes: 4, highFirst: true },
  { at: 44, bytes: 4, highFirst: true },
  { at: 52, bytes: 4, highFirst: true },
  { at: 56, bytes: 4, highFirst: true },
  { at: 64, bytes: 4, highFirst: true },
];
/** Words of a schema that SQLite acts upon, with one that may stand in its place. */
const WORDS: readonly (readonly [string, string])[] = [
  ["CREATE TABLE", "CREATE VIEW "],
  ["integer", "AS (1) "],
  ["NOT NULL", "UNIQUE  "],
  ["text", "blob"],
  ["PRIMARY KEY", "DEFAULT '1'"],
  ["notes", "cards"],
  ["table", "view\u0000"],
];

/** A database with page pointers, cells, records, or its schema changed. */
export function mutateSqlite(database: Uint8Array, draw: Draw): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(database);
  const view = new DataView(bytes.buffer);
  const pageSize = view.getUint16(16);
  const pages = bytes.length / pageSize;
  for (let i = 0; i <= draw(3); i++) {
    const number = draw(pages) + 1;
    const base = (number - 1) * pageSize;
    const head = base + (number === 1 ? 100 : 0);
    const isInner = bytes[head] === 2 || bytes[head] === 5;
    const cells = head + (isInner ? 12 : 8);
    const listed = Math.min(Math.max(1, view.getUint16(head + 3)), 60);
    const cell = base + view.getUint16(cells + 2 * draw(listed));
    switch (draw(9)) {
      case 0:
        changeField(bytes, one(HEAD, draw), draw);
        break;
      case 1:
        bytes[head] = one([2, 5, 10, 13, 0], draw);
        break;
      case 2:
        changeField(bytes, { at: head + one([1, 3, 5], draw), bytes: 2, highFirst: true }, draw);
        break;
      case 3:
        changeField(bytes, { at: cells + 2 * draw(20), bytes: 2, highFirst: true }, draw);
        break;
      case 4:
        // A child, or the length of a record: near the beginning of a cell.
        if (cell + 4 < bytes.length)
          changeField(bytes, { at: cell + draw(9), bytes: one([1, 4], draw), highFirst: true }, draw);
        break;
      case 5:
        // To another page of the file, where one is named.
        if (isInner) view.setUint32(draw(2) === 0 || cell + 4 > bytes.length ? head + 8 : cell, draw(pages) + 1);
        break;
      case 6:
        bytes.copyWithin(base, draw(pages) * pageSize, draw(pages) * pageSize + pageSize);
        break;
      case 7:
        changeWord(bytes, draw);
        break;
      default:
        damage(bytes, draw, base);
    }
  }
  return bytes;
}

function changeWord(bytes: Uint8Array, draw: Draw): void {
  const [word, other] = one(WORDS, draw);
  const text = new TextDecoder("latin1").decode(bytes.subarray(0, 16_384));
  const places = [...text.matchAll(new RegExp(word, "gi"))].map(({ index }) => index);
  if (places.length > 0) bytes.set(new TextEncoder().encode(other).subarray(0, word.length), one(places, draw));
}
