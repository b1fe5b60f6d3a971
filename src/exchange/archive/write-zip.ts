/** A zip archive, packed by the browser. Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.6 to 4.3.16. */
import { crc32 } from "./crc32.ts";
import { LOCAL_BYTES, viewOf } from "./zip-directory.ts";

const [LOCAL_SIGNATURE, ENTRY_SIGNATURE, END_SIGNATURE] = [0x04_03_4b_50, 0x02_01_4b_50, 0x06_05_4b_50];
const [ENTRY_BYTES, END_BYTES] = [46, 22];
/** 2.0, which knows folders and deflate; names are UTF-8. */
const [VERSION, UTF_8, DEFLATED] = [20, 1 << 11, 8];
/** 1 January 1980, the first that an archive knows: the same files make the same archive. */
const FIRST_DATE = 0x21;

const encoder = new TextEncoder();

/**
 * @param files by name, each in pieces, in the order in which they stand in the archive; all together, and their number, within what an
 * archive holds without its longer form
 */
export async function writeZip(
  files: Readonly<Record<string, readonly Uint8Array<ArrayBuffer>[]>>,
): Promise<Uint8Array<ArrayBuffer>> {
  const packed = await Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      const waiting = deflated(content);
      // Where another thread packs, this one hashes meanwhile.
      const head = { name: encoder.encode(name), size: lengthOf(content), crc: crc32(...content) };
      return { ...head, bytes: await waiting };
    }),
  );
  const [parts, entries]: [Uint8Array[], Uint8Array[]] = [[], []];
  let start = 0;
  for (const file of packed) {
    const local = header(LOCAL_SIGNATURE, LOCAL_BYTES, 4, file);
    parts.push(local, file.name, file.bytes);
    const entry = header(ENTRY_SIGNATURE, ENTRY_BYTES, 6, file);
    viewOf(entry).setUint16(4, VERSION, true);
    viewOf(entry).setUint32(42, start, true);
    entries.push(entry, file.name);
    start += local.length + file.name.length + file.bytes.length;
  }
  return joined([...parts, ...entries, endOf(packed.length, start, lengthOf(entries))]);
}

interface Packed {
  readonly name: Uint8Array;
  readonly size: number;
  readonly crc: number;
  readonly bytes: Uint8Array;
}

/** What a file's own header and its entry in the table of contents share, from the version that is needed on. @param at where that stands */
function header(signature: number, length: number, at: number, { name, size, crc, bytes }: Packed): Uint8Array {
  const head = new Uint8Array(length);
  const view = viewOf(head);
  view.setUint32(0, signature, true);
  for (const [i, value] of [VERSION, UTF_8, DEFLATED, 0, FIRST_DATE].entries()) view.setUint16(at + 2 * i, value, true);
  for (const [i, value] of [crc, bytes.length, size].entries()) view.setUint32(at + 10 + 4 * i, value, true);
  view.setUint16(at + 22, name.length, true);
  return head;
}

function endOf(count: number, start: number, length: number): Uint8Array {
  const end = new Uint8Array(END_BYTES);
  const view = viewOf(end);
  view.setUint32(0, END_SIGNATURE, true);
  for (const at of [8, 10]) view.setUint16(at, count, true);
  view.setUint32(12, length, true);
  view.setUint32(16, start, true);
  return end;
}

async function deflated(content: readonly Uint8Array<ArrayBuffer>[]): Promise<Uint8Array> {
  const { writable, readable } = new CompressionStream("deflate-raw");
  const writer = writable.getWriter();
  // What goes wrong is told by the reader.
  for (const piece of content) writer.write(piece).catch(() => undefined);
  writer.close().catch(() => undefined);
  return new Uint8Array(await new Response(readable).arrayBuffer());
}

const lengthOf = (parts: readonly Uint8Array[]): number => parts.reduce((sum, { length }) => sum + length, 0);

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(lengthOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
