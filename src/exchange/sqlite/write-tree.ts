/**
 * B-trees from rows that are in order: leaves first, then the pages above them. Source:
 * https://sqlite.org/fileformat2.html, "B-tree Pages".
 */
import { viewOf } from "../archive/zip-directory.ts";
import { HEADER_BYTES } from "./file.ts";
import { Growing } from "./growing.ts";
import { localBytes } from "./local-bytes.ts";
import { addNumbers } from "./write-record.ts";

export const PAGE_SIZE = 4096;

/** Pages that stand in one piece of memory. */
const PAGES_AT_ONCE = 256;

/** Pages under the numbers that they are given; the first is left for the schema. */
export class Pages {
  readonly #pieces: Uint8Array<ArrayBuffer>[] = [];
  #count = 0;

  constructor() {
    this.add();
  }

  get count(): number {
    return this.#count;
  }

  /** @returns the number of an empty one */
  add(): number {
    if (this.#count % PAGES_AT_ONCE === 0) this.#pieces.push(new Uint8Array(PAGES_AT_ONCE * PAGE_SIZE));
    this.#count += 1;
    return this.#count;
  }

  /** @throws RangeError where there is none of that number */
  page(number: number): Uint8Array<ArrayBuffer> {
    const place = number - 1;
    const piece = this.#pieces[Math.floor(place / PAGES_AT_ONCE)];
    if (!piece || place >= this.#count) throw new RangeError(`no page ${number}`);
    const start = (place % PAGES_AT_ONCE) * PAGE_SIZE;
    return piece.subarray(start, start + PAGE_SIZE);
  }

  /** All of them, one behind the other, in as many pieces as they take. */
  pieces(): readonly Uint8Array<ArrayBuffer>[] {
    const inLast = (this.#count % PAGES_AT_ONCE || PAGES_AT_ONCE) * PAGE_SIZE;
    return this.#pieces.map((piece, i) => (i === this.#pieces.length - 1 ? piece.subarray(0, inLast) : piece));
  }
}

/** None takes less in a page. */
const SMALLEST_CELL = 4;

/** What goes into the pages of a tree, one behind the other in one piece of memory: a log has some hundred thousand. */
class Cells {
  readonly bytes = new Growing();
  /** Where each begins, and where the last one ends. */
  readonly starts: number[] = [0];
  /** Of each row of a table; of a key the number is part of the cell. */
  readonly rowIds: (number | null)[] = [];

  get count(): number {
    return this.rowIds.length;
  }

  /** The cell that was written into `bytes` is whole. */
  close(rowId: number | null): void {
    while (this.bytes.length - this.start(this.count) < SMALLEST_CELL) this.bytes.push(0);
    this.rowIds.push(rowId);
    this.starts.push(this.bytes.length);
  }

  start(place: number): number {
    return this.starts[place] ?? 0;
  }

  cell(place: number): Uint8Array {
    return this.bytes.part(this.start(place), this.start(place + 1));
  }
}

/** The rows of a table, or the keys of an index, as they are put into one tree. */
export class Tree {
  readonly #pages: Pages;
  readonly #isTable: boolean;
  readonly #leaves = new Cells();

  constructor(pages: Pages, isTable: boolean) {
    this.#pages = pages;
    this.#isTable = isTable;
  }

  /**
   * The next one, in the order of their numbers, or of the keys. What does not fit into its page goes on in pages of its own,
   * each of which names the next.
   * @param rowId of a row; null for a key
   */
  add(rowId: number | null, record: Growing): void {
    const { bytes } = this.#leaves;
    bytes.addVarint(record.length);
    if (rowId !== null) bytes.addVarint(rowId);
    const local = localBytes(PAGE_SIZE, record.length, this.#isTable);
    bytes.addFrom(record, local);
    if (local < record.length) bytes.addUint32(this.#overflow(record.part(local)));
    this.#leaves.close(rowId);
  }

  /** Adds a row, or a key, of whole numbers alone, see `addNumbers`: it always fits. */
  addNumbers(rowId: number | null, values: Float64Array): void {
    addNumbers(this.#leaves.bytes, rowId, values);
    this.#leaves.close(rowId);
  }

  /** @returns the number of the first page that holds them */
  #overflow(rest: Uint8Array): number {
    const first = this.#pages.add();
    for (let [number, from] = [first, 0]; from < rest.length; from += PAGE_SIZE - 4) {
      const page = this.#pages.page(number);
      page.set(rest.subarray(from, from + PAGE_SIZE - 4), 4);
      if (from + PAGE_SIZE - 4 >= rest.length) break;
      number = this.#pages.add();
      viewOf(page).setUint32(0, number);
    }
    return first;
  }

  /**
   * Writes its pages.
   * @param root the page on which the tree begins where it is all in one page; a new one where it is left out
   * @returns the number of the first page
   */
  write(root?: number): number {
    const isTable = this.#isTable;
    let children = fill(this.#pages, { kind: isTable ? 13 : 10, cells: this.#leaves, right: null }, root);
    while (children.length > 1) {
      const right = children.at(-1)?.number ?? null;
      const cells = innerCells(children.slice(0, -1), isTable);
      children = fill(this.#pages, { kind: isTable ? 5 : 2, cells, right });
    }
    return children[0]?.number ?? 0;
  }
}

interface Level {
  /** An inner page of an index, of a table; a leaf of an index, of a table. */
  readonly kind: 2 | 5 | 10 | 13;
  readonly cells: Cells;
  /** The last child of inner pages, to the right of all cells. */
  readonly right: number | null;
}
/** A finished page, and what parts it from the next; the last one needs nothing. */
interface Child {
  readonly number: number;
  readonly rowId: number | null;
  /** Of an index the whole key, as it stands in a leaf. */
  readonly cell: Uint8Array;
}

/**
 * Fills pages with cells in their order. Of a table all stand in the leaves; of an index, and above leaves, the one between two
 * pages goes up, and is left out of both.
 */
function fill(pages: Pages, level: Level, root?: number): Child[] {
  const { kind, cells, right } = level;
  const goesUp = kind !== 13;
  // A cell of an inner page begins with the number of its child, which what goes up from it leaves there.
  const childBytes = isInner(kind) ? 4 : 0;
  const children: Child[] = [];
  let start = 0;
  do {
    let end = fitting(level, start, root === 1 ? HEADER_BYTES : 0);
    // No page may be left without a cell behind one that goes up.
    if (goesUp && end === cells.count - 1) end -= 1;
    const isLast = end === cells.count;
    const parting = isLast || !goesUp ? end - 1 : end;
    if (!isLast && root !== undefined) throw new RangeError("the tree does not fit into its page");
    const number = root ?? pages.add();
    const page = pages.page(number);
    const cell = cells.cell(parting);
    const rightChild = isInner(kind) ? (isLast ? right : numberIn(cell)) : null;
    writePage(page, { ...level, right: rightChild }, start, end, root === 1 ? HEADER_BYTES : 0);
    children.push({ number, rowId: cells.rowIds[parting] ?? null, cell: cell.subarray(childBytes) });
    start = goesUp && !isLast ? end + 1 : end;
  } while (start < cells.count);
  return children;
}

const isInner = (kind: Level["kind"]): boolean => kind === 2 || kind === 5;
const numberIn = (cell: Uint8Array): number => viewOf(cell).getUint32(0);

/** A page's number, and what parts it from the next: of a table the number of its last row, else the whole key. */
function innerCells(children: readonly Child[], isTable: boolean): Cells {
  const cells = new Cells();
  for (const { number, rowId, cell } of children) {
    cells.bytes.addUint32(number);
    if (isTable) cells.bytes.addVarint(rowId ?? 0);
    else cells.bytes.addBytes(cell);
    cells.close(rowId);
  }
  return cells;
}

/** Behind the last cell that fits into a page that begins with `start`. */
function fitting({ kind, cells }: Level, start: number, before: number): number {
  let room = PAGE_SIZE - before - headOf(kind);
  let end = start;
  for (; end < cells.count; end++) {
    room -= cells.start(end + 1) - cells.start(end) + 2;
    if (room < 0) break;
  }
  return end;
}

const headOf = (kind: Level["kind"]): number => (isInner(kind) ? 12 : 8);

function writePage(page: Uint8Array, { kind, cells, right }: Level, start: number, end: number, before: number): void {
  const view = viewOf(page);
  const content = PAGE_SIZE - (cells.start(end) - cells.start(start));
  page.set(cells.bytes.part(cells.start(start), cells.start(end)), content);
  for (let i = start; i < end; i++) {
    view.setUint16(before + headOf(kind) + 2 * (i - start), content + cells.start(i) - cells.start(start));
  }
  page[before] = kind;
  view.setUint16(before + 3, end - start);
  view.setUint16(before + 5, content);
  if (right !== null) view.setUint32(before + 8, right);
}
