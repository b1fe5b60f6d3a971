import { Refusal } from "../refusal.ts";
import { type Cell, readPage } from "./cells.ts";
import type { DatabaseFile } from "./file.ts";

/**
 * Goes through b-trees and visits no page twice, so that reading what it has passed takes the time and the memory that
 * the file's size allows: in a good file each page belongs to one tree, at one place. Whoever follows whatever the pages
 * say can be led by a file of 700 bytes to 70^17 rows.
 */
export class PageWalk {
  readonly #file: DatabaseFile;
  readonly #visited: Uint8Array;

  constructor(file: DatabaseFile) {
    this.#file = file;
    this.#visited = new Uint8Array(file.pages + 1);
  }

  /**
   * All rows of a tree; those of a table in their order.
   * @param root its first page
   * @throws Refusal `pages` where a page is used twice, `damaged`
   */
  *cells(root: number): Generator<Cell> {
    const waiting = [this.#take(root)];
    let isTable: boolean | null = null;
    for (let number = waiting.pop(); number !== undefined; number = waiting.pop()) {
      const { kind, children, cells } = readPage(this.#file, number);
      isTable ??= kind.isTable;
      const isEmpty = cells.length === 0 && children.length < 2;
      // Only a whole tree may be empty; and what begins as a table goes on as one.
      if (isTable !== kind.isTable || (isEmpty && number !== root)) throw new Refusal("damaged");
      for (const child of children.toReversed()) waiting.push(this.#take(child));
      for (const cell of cells) {
        this.#takeOverflow(cell);
        yield cell;
      }
    }
  }

  #take(number: number): number {
    if (number < 1 || number > this.#file.pages) throw new Refusal("damaged");
    if (this.#visited[number]) throw new Refusal("pages");
    this.#visited[number] = 1;
    return number;
  }

  #takeOverflow({ payload, local, overflow }: Cell): void {
    const { view, pageSize, usable } = this.#file;
    let page = overflow;
    for (let left = payload - local; left > 0; left -= usable - 4) {
      page = view.getUint32((this.#take(page) - 1) * pageSize);
    }
  }
}

/** The whole record of a row that the walk has passed: part of the file itself where it stands in one page. */
export function recordBytes(file: DatabaseFile, { payload, start, local, overflow }: Cell): Uint8Array {
  if (local === payload) return file.bytes.subarray(start, start + payload);
  const record = new Uint8Array(payload);
  record.set(file.bytes.subarray(start, start + local));
  let page = overflow;
  for (let at = local; at < payload; at += file.usable - 4) {
    const base = (page - 1) * file.pageSize;
    record.set(file.bytes.subarray(base + 4, base + 4 + Math.min(file.usable - 4, payload - at)), at);
    page = file.view.getUint32(base);
  }
  return record;
}
