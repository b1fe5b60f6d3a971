/** Zip archives and Zstandard frames, byte by byte, so that a test can make them say what no honest program writes. */
import { crc32, deflateRawSync } from "node:zlib";
import { strToU8 } from "fflate";

/** Numbers of so many bytes each, the lowest byte first. */
export function little(...fields: readonly (readonly [bytes: number, value: number])[]): Uint8Array {
  const all = new Uint8Array(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of fields) {
    let rest = value;
    for (let i = 0; i < bytes; i++) {
      all[at++] = rest % 256;
      rest = Math.floor(rest / 256);
    }
  }
  return all;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A file of an archive, and what the archive says of it where that is not true. */
export interface ZipPart {
  readonly name: string;
  readonly content: Uint8Array;
  readonly level?: 0 | 9;
  readonly size?: number;
  readonly packed?: number;
  readonly start?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  /** What its own header calls it. */
  readonly localName?: string;
}

/** Thousands of entries may have one content, and many megabytes stand in several archives. */
const known = new WeakMap<Uint8Array, Uint8Array>();

/** @param content never changed afterwards */
function deflated(content: Uint8Array): Uint8Array {
  const packed = known.get(content) ?? deflateRawSync(content, { level: 9 });
  known.set(content, packed);
  return packed;
}

/** @param says what the end of the archive says where that is not true */
export function zipOf(
  parts: readonly ZipPart[],
  says: { readonly count?: number; readonly directory?: number; readonly behind?: Uint8Array } = {},
): Uint8Array<ArrayBuffer> {
  const files: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const part of parts) {
    const { content, level = 9 } = part;
    const packed = level === 0 ? content : deflated(content);
    const fields = [
      [2, 20],
      [2, part.flags ?? 0],
      [2, part.method ?? (level === 0 ? 0 : 8)],
      [4, 0x21_00_00],
      [4, part.crc ?? crc32(content)],
      [4, part.packed ?? packed.length],
      [4, part.size ?? content.length],
    ] as const;
    const name = strToU8(part.name);
    const localName = strToU8(part.localName ?? part.name);
    const local = joined([little([4, 0x04_03_4b_50], ...fields, [2, localName.length], [2, 0]), localName, packed]);
    files.push(local);
    const rest = [
      [2, name.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, part.start ?? at],
    ] as const;
    directory.push(joined([little([4, 0x02_01_4b_50], [2, 20], ...fields, ...rest), name]));
    at += local.length;
  }
  const entries = joined(directory);
  const count = says.count ?? parts.length;
  const end = little(
    [4, 0x06_05_4b_50],
    [4, 0],
    [2, count],
    [2, count],
    [4, entries.length],
    [4, says.directory ?? at],
  );
  return joined([...files, entries, end, little([2, 0]), says.behind ?? new Uint8Array()]);
}

const ZSTD_MAGIC = 0xfd_2f_b5_28;

/** A frame's head: its window as the byte that names it, or else its whole size in four bytes. */
export const frameHead = (says: { readonly window: number } | { readonly size: number }): Uint8Array =>
  "window" in says
    ? little([4, ZSTD_MAGIC], [1, 0], [1, says.window])
    : little([4, ZSTD_MAGIC], [1, 0xa0], [4, says.size]);

/** A block: 0 raw, 1 one byte again and again, 2 compressed. @param size what it says; what it takes where that is left out */
export const frameBlock = (
  kind: 0 | 1 | 2 | 3,
  content: Uint8Array,
  isLast: boolean,
  size = content.length,
): Uint8Array => joined([little([3, size * 8 + kind * 2 + (isLast ? 1 : 0)]), content]);

/** The byte that names a window of 2^n bytes. */
export const windowByte = (log2: number): number => (log2 - 10) << 3;
