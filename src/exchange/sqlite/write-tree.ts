/**
 * B-trees from rows that are in order: leaves first, then the pages above them. Source:
 * https://sqlite.org/fileformat2.html, "B-tree Pages".
 */
import { HEADER_BYTES } from "./file.ts";
import { localBytes } from "./local-bytes.ts";
import { writeVarint } from "./write-record.ts";

export const PAGE_SIZE = 4096;

/** Pages under the numbers that they are given; the first is left for the schema. */
export class Pages {
  readonly all: Uint8Array<ArrayBuffer>[] = [new Uint8Array(PAGE_SIZE)];

  add(): { readonly number: number; readonly page: Uint8Array<ArrayBuffer> } {
    const page = new Uint8Array(PAGE_SIZE);
    return { number: this.all.push(page), page };
  }
}

/** A row with its number, or a key of an index. */
export interface Entry {
  readonly rowId: number | null;
  readonly record: Uint8Array;
}

type Kind = 2 | 5 | 10 | 13;
/** What goes into a page: its bytes, and the entry that it stands for. */
interface Cell {
  readonly bytes: Uint8Array;
  readonly entry: Entry;
}
/** A finished page, and the entry that parts it from the next; the last one needs none. */
interface Child {
  readonly number: number;
  readonly entry: Entry;
}

/**
 * @param entries in the order of their numbers, or of the keys
 * @param root the page on which the tree begins where it is all in one page; a new one where it is left out
 * @returns the number of the first page
 */
export function writeTree(pages: Pages, entries: readonly Entry[], isTable: boolean, root?: number): number {
  const cells = entries.map((entry) => ({ bytes: leafCell(pages, entry), entry }));
  let children = fill(pages, isTable ? 13 : 10, cells, null, root);
  while (children.length > 1) {
    const last = children.at(-1);
    const inner = children.slice(0, -1).map((child) => ({ bytes: innerCell(pages, child), entry: child.entry }));
    children = fill(pages, isTable ? 5 : 2, inner, last?.number ?? null);
  }
  return children[0]?.number ?? 0;
}

/**
 * Fills pages with cells in their order. Of a table all stand in the leaves; of an index, and above leaves, the one between two
 * pages goes up, and is left out of both.
 * @param right the last child of inner pages, to the right of all cells
 */
function fill(pages: Pages, kind: Kind, cells: readonly Cell[], right: number | null, root?: number): Child[] {
  const goesUp = kind !== 13;
  const children: Child[] = [];
  let start = 0;
  do {
    let end = fitting(kind, cells, start, root === 1 ? HEADER_BYTES : 0);
    // No page may be left without a cell behind one that goes up.
    if (goesUp && end === cells.length - 1) end -= 1;
    const isLast = end === cells.length;
    const parting = isLast || !goesUp ? cells[end - 1] : cells[end];
    const { number, page } = root === undefined ? pages.add() : { number: root, page: pages.all[root - 1] };
    if (!page || (!isLast && root !== undefined)) throw new RangeError("the tree does not fit into its page");
    const rightChild = kind === 2 || kind === 5 ? (isLast ? right : leftChild(parting)) : null;
    writePage(page, kind, cells.slice(start, end), rightChild, root === 1 ? HEADER_BYTES : 0);
    children.push({ number, entry: parting?.entry ?? { rowId: null, record: new Uint8Array() } });
    start = goesUp && !isLast ? end + 1 : end;
  } while (start < cells.length);
  return children;
}

const leftChild = (cell: Cell | undefined): number => (cell ? new DataView(cell.bytes.buffer).getUint32(0) : 0);

/** Behind the last cell that fits into a page that begins with `start`. */
function fitting(kind: Kind, cells: readonly Cell[], start: number, before: number): number {
  let room = PAGE_SIZE - before - headOf(kind);
  let end = start;
  for (; end < cells.length; end++) {
    room -= Math.max(cells[end]?.bytes.length ?? 0, 4) + 2;
    if (room < 0) break;
  }
  return end;
}

const headOf = (kind: Kind): number => (kind === 2 || kind === 5 ? 12 : 8);

function writePage(page: Uint8Array, kind: Kind, cells: readonly Cell[], right: number | null, before: number): void {
  const view = new DataView(page.buffer);
  let content = PAGE_SIZE;
  cells.forEach(({ bytes }, i) => {
    content -= Math.max(bytes.length, 4);
    page.set(bytes, content);
    view.setUint16(before + headOf(kind) + 2 * i, content);
  });
  page[before] = kind;
  view.setUint16(before + 3, cells.length);
  view.setUint16(before + 5, content);
  if (right !== null) view.setUint32(before + 8, right);
}

function leafCell(pages: Pages, { rowId, record }: Entry): Uint8Array {
  const head: number[] = [];
  writeVarint(head, record.length);
  if (rowId !== null) writeVarint(head, rowId);
  return withRecord(pages, head, record, rowId !== null);
}

/** A page's number, and what parts it from the next: of a table the number of its last row, else the whole key. */
function innerCell(pages: Pages, { number, entry: { rowId, record } }: Child): Uint8Array {
  const head = [number >>> 24, (number >>> 16) & 255, (number >>> 8) & 255, number & 255];
  writeVarint(head, rowId ?? record.length);
  return rowId === null ? withRecord(pages, head, record, false) : Uint8Array.from(head);
}

/** What does not fit into its page goes on in pages of its own, each of which names the next. */
function withRecord(pages: Pages, head: readonly number[], record: Uint8Array, isTable: boolean): Uint8Array {
  const local = localBytes(PAGE_SIZE, record.length, isTable);
  const cell = new Uint8Array(head.length + local + (local < record.length ? 4 : 0));
  cell.set(head);
  cell.set(record.subarray(0, local), head.length);
  let [to, at] = [cell, head.length + local];
  for (let from = local; from < record.length; from += PAGE_SIZE - 4) {
    const { number, page } = pages.add();
    new DataView(to.buffer).setUint32(at, number);
    page.set(record.subarray(from, from + PAGE_SIZE - 4), 4);
    [to, at] = [page, 0];
  }
  return cell;
}
