/** What stands in one page of a b-tree. Source: https://sqlite.org/fileformat2.html, "B-tree Pages". */
import { Refusal } from "../refusal.ts";
import { type DatabaseFile, HEADER_BYTES } from "./file.ts";
import { localBytes } from "./local-bytes.ts";
import { readVarint } from "./varint.ts";

/** A page's kind, as its first byte says it. */
export const KINDS = {
  2: { isLeaf: false, isTable: false },
  5: { isLeaf: false, isTable: true },
  10: { isLeaf: true, isTable: false },
  13: { isLeaf: true, isTable: true },
} as const;
export type PageKind = (typeof KINDS)[keyof typeof KINDS];

/** A row, or a key of an index. */
export interface Cell {
  /** Bytes of the record. */
  readonly payload: number;
  /** Where the part of it begins that stands in the page, from the beginning of the file, and how long it is. */
  readonly start: number;
  readonly local: number;
  /** The page on which the rest begins; 0 where there is none. */
  readonly overflow: number;
  /** The number of a row; 0 of a key. */
  readonly rowId: number;
}

export interface Page {
  readonly kind: PageKind;
  /** Pages below this one. */
  readonly children: readonly number[];
  /** Rows that stand in it; none in the inner pages of a table. */
  readonly cells: readonly Cell[];
}

const [LEAF_HEAD, INNER_HEAD] = [8, 12];
const SMALLEST_CELL = 4;

/** @throws Refusal `damaged` for a page that does not hold what it says, or holds more than fits */
export function readPage(file: DatabaseFile, number: number): Page {
  const { view, pageSize, usable } = file;
  const base = (number - 1) * pageSize;
  const head = base + (number === 1 ? HEADER_BYTES : 0);
  const kind = kindOf(view.getUint8(head));
  const count = view.getUint16(head + 3);
  const pointers = head + (kind.isLeaf ? LEAF_HEAD : INNER_HEAD);
  const room = base + usable - pointers - count * 2;
  const children: number[] = [];
  const cells: Cell[] = [];
  let taken = 0;
  for (let i = 0; i < count && taken <= room; i++) {
    // The list of cells itself may end beyond the page.
    if (pointers + i * 2 + 2 > base + usable) throw new Refusal("damaged");
    const start = base + view.getUint16(pointers + i * 2);
    const read = readCell(file, kind, start);
    if (start + read.length > base + usable) throw new Refusal("damaged");
    taken += Math.max(read.length, SMALLEST_CELL);
    if (!kind.isLeaf) children.push(view.getUint32(start));
    if (read.cell) cells.push(read.cell);
  }
  // One cell that is listed often would be many rows.
  if (taken > room) throw new Refusal("pages");
  if (!kind.isLeaf) children.push(view.getUint32(head + 8));
  return { kind, children, cells };
}

function kindOf(byte: number): PageKind {
  if (byte !== 2 && byte !== 5 && byte !== 10 && byte !== 13) throw new Refusal("damaged");
  return KINDS[byte];
}

function readCell(file: DatabaseFile, { isLeaf, isTable }: PageKind, start: number) {
  const { bytes, view } = file;
  const afterChild = start + (isLeaf ? 0 : 4);
  if (afterChild > bytes.length) throw new Refusal("damaged");
  // The inner pages of a table hold keys only.
  if (isTable && !isLeaf) return { cell: null, length: readVarint(bytes, afterChild).end - start };
  const { value: payload, end } = readVarint(bytes, afterChild);
  const { value: rowId, end: recordStart } = isTable ? readVarint(bytes, end) : { value: 0, end };
  // Beyond 2^53 two rows would be one here. Numbers below 0 are written as such, too, and no row of Anki's has one.
  if (!Number.isSafeInteger(rowId)) throw new Refusal("damaged");
  if (payload > bytes.length) throw new Refusal("damaged");
  const local = localBytes(file.usable, payload, isTable);
  const hasMore = local < payload;
  const length = recordStart + local + (hasMore ? 4 : 0) - start;
  if (start + length > bytes.length) throw new Refusal("damaged");
  const overflow = hasMore ? view.getUint32(recordStart + local) : 0;
  return { cell: { payload, start: recordStart, local, overflow, rowId }, length };
}
