/** A database file as pages. Source: https://sqlite.org/fileformat2.html, sections 1.3 and 1.6. */
import { viewOf } from "../archive/zip-directory.ts";
import { Refusal } from "../refusal.ts";

export interface DatabaseFile {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly pageSize: number;
  /** What of each page may be used. */
  readonly usable: number;
  readonly pages: number;
}

export const HEADER_BYTES = 100;
const MAGIC = "SQLite format 3\u0000";
const MIN_PAGE = 512;
const MIN_USABLE = 480;
const UTF_8 = 1;

/** @throws Refusal `damaged` for what is no database file with texts in UTF-8, as all of Anki's are */
export function databaseFile(bytes: Uint8Array): DatabaseFile {
  const magic = new TextDecoder("latin1").decode(bytes.subarray(0, MAGIC.length));
  if (magic !== MAGIC || bytes.length < MIN_PAGE) throw new Refusal("damaged");
  const view = viewOf(bytes);
  const written = view.getUint16(16);
  const pageSize = written === 1 ? 65_536 : written;
  const usable = pageSize - view.getUint8(20);
  const isPowerOfTwo = (pageSize & (pageSize - 1)) === 0;
  if (pageSize < MIN_PAGE || !isPowerOfTwo || usable < MIN_USABLE) throw new Refusal("damaged");
  // 0 stands for a database that holds nothing yet.
  if (view.getUint32(56) !== UTF_8) throw new Refusal("damaged");
  // A form that came later, or a file that was cut: SQLite reads neither.
  const [readVersion, pages] = [view.getUint8(19), view.getUint32(28)];
  if (readVersion > 2 || pages * pageSize > bytes.length) throw new Refusal("damaged");
  return { bytes, view, pageSize, usable, pages: Math.floor(bytes.length / pageSize) };
}
