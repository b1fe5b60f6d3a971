/** The table of contents of a zip archive. Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16. */
import { Refusal } from "../refusal.ts";

/** One file of an archive, as the table of contents at its end has it. */
export interface ZipEntry {
  /** One character for each byte. */
  readonly name: string;
  readonly flags: number;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  /** Bytes in the archive. */
  readonly packed: number;
  /** Bytes once unpacked, as the archive says. */
  readonly size: number;
  /** Where its own header begins. */
  readonly start: number;
  /** Where the next file, or the table of contents, begins. */
  readonly end: number;
}

const END_BYTES = 22;
const MAX_COMMENT = 0xff_ff;
const END_SIGNATURE = 0x06_05_4b_50;
const ENTRY_BYTES = 46;
const ENTRY_SIGNATURE = 0x02_01_4b_50;
/** A file's own header, without its name. */
export const LOCAL_BYTES = 30;
/** 65,534 files with names of some length. */
const MAX_DIRECTORY_BYTES = 16_000_000;
/** In place of a number it says that the number stands elsewhere, as in archives of more than 4 GB or 65,534 files. */
const [ELSEWHERE_16, ELSEWHERE_32] = [0xff_ff, 0xff_ff_ff_ff];

/**
 * The files of an archive. Nothing of them is unpacked, and only the end of the archive is read.
 * @throws Refusal `noArchive`, `damaged` where the archive contradicts itself, `twice` for two files of one name, `tooLarge`
 */
export async function zipEntries(file: Blob): Promise<readonly ZipEntry[]> {
  const { count, start, end } = await findDirectory(file);
  const bytes = await bytesOf(file, start, end);
  const view = viewOf(bytes);
  const found: Omit<ZipEntry, "end">[] = [];
  const names = new Set<string>();
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw new Refusal("damaged");
    const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
    if (nameEnd > bytes.length) throw new Refusal("damaged");
    const entry = {
      name: nameOf(bytes.subarray(at + ENTRY_BYTES, nameEnd)),
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      start: view.getUint32(at + 42, true),
    };
    if ([entry.packed, entry.size, entry.start].includes(ELSEWHERE_32)) throw new Refusal("tooLarge");
    if (names.has(entry.name)) throw new Refusal("twice");
    names.add(entry.name);
    found.push(entry);
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  if (at !== bytes.length) throw new Refusal("damaged");
  return withEnds(found, start);
}

/** Files must not overlap: one piece of the archive that is many files would be unpacked many times. */
function withEnds(found: readonly Omit<ZipEntry, "end">[], directory: number): readonly ZipEntry[] {
  const sorted = [...found].sort((a, b) => a.start - b.start);
  return sorted.map((entry, i) => {
    const end = sorted[i + 1]?.start ?? directory;
    if (entry.start + LOCAL_BYTES + entry.name.length + entry.packed > end) throw new Refusal("damaged");
    return { ...entry, end };
  });
}

async function findDirectory(file: Blob) {
  const tail = await bytesOf(file, Math.max(0, file.size - END_BYTES - MAX_COMMENT), file.size);
  const view = viewOf(tail);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    const isEnd = view.getUint32(at, true) === END_SIGNATURE;
    if (!isEnd || view.getUint16(at + 20, true) !== tail.length - at - END_BYTES) continue;
    const [count, size, start] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 12, true),
      view.getUint32(at + 16, true),
    ];
    const isSplit = view.getUint32(at + 4, true) !== 0 || view.getUint16(at + 8, true) !== count;
    if (count === ELSEWHERE_16 || start === ELSEWHERE_32 || size > MAX_DIRECTORY_BYTES) throw new Refusal("tooLarge");
    if (isSplit || start + size !== file.size - tail.length + at) throw new Refusal("damaged");
    return { count, start, end: start + size };
  }
  throw new Refusal("noArchive");
}

export const bytesOf = async (file: Blob, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await file.slice(start, end).arrayBuffer());

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The decoder of this name gives every byte a character of its own, so that two names never fall together. */
export const nameOf = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);
