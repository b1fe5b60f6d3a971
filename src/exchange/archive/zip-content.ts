import { Refusal } from "../refusal.ts";
import { crc32 } from "./crc32.ts";
import { checkUnpackedSize } from "./limits.ts";
import { bytesOf, LOCAL_BYTES, nameOf, viewOf, type ZipEntry } from "./zip-directory.ts";

const LOCAL_SIGNATURE = 0x04_03_4b_50;
const [STORED, DEFLATED] = [0, 8];
const ENCRYPTED = 1;
/** Deflate packs to a thousandth at best, so that no step makes more than 16 MB of these. */
const STEP_BYTES = 16_384;

/**
 * The content of one file of an archive, unpacked. It takes the memory that the archive says and no more: unpacking
 * stops where there is more than that.
 * @param most bytes that it may hold, where that is not what a package may
 * @throws Refusal `damaged`, `size`, `swells` or `tooLarge`
 */
export async function zipContent(archive: Blob, entry: ZipEntry, most?: number): Promise<Uint8Array<ArrayBuffer>> {
  checkUnpackedSize(entry.packed, entry.size, most);
  const packed = await packedBytes(archive, entry);
  const content = entry.method === DEFLATED ? await inflated(packed, entry.size) : packed;
  if (content.length !== entry.size) throw new Refusal("size");
  if (crc32(content) !== entry.crc) throw new Refusal("damaged");
  return content;
}

async function packedBytes(
  archive: Blob,
  { start, end, name, packed, flags, method }: ZipEntry,
): Promise<Uint8Array<ArrayBuffer>> {
  const view = viewOf(await bytesOf(archive, start, start + LOCAL_BYTES));
  if (view.byteLength < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL_SIGNATURE) throw new Refusal("damaged");
  const nameStart = start + LOCAL_BYTES;
  const nameEnd = nameStart + view.getUint16(26, true);
  const dataStart = nameEnd + view.getUint16(28, true);
  if (dataStart + packed > end || flags & ENCRYPTED || (method !== STORED && method !== DEFLATED))
    throw new Refusal("damaged");
  if (nameOf(await bytesOf(archive, nameStart, nameEnd)) !== name) throw new Refusal("damaged");
  return bytesOf(archive, dataStart, dataStart + packed);
}

/** By the browser, which unpacks beside this thread, and refuses what stands behind the end. */
async function inflated(packed: Uint8Array<ArrayBuffer>, size: number): Promise<Uint8Array<ArrayBuffer>> {
  const content = new Uint8Array(size);
  const { writable, readable } = new DecompressionStream("deflate-raw");
  // What is wrong with the bytes, or that nobody reads on, is told by the reader.
  writeInSteps(writable, packed).catch(() => undefined);
  const pieces = readable.getReader();
  let length = 0;
  try {
    for (let step = await pieces.read(); !step.done; step = await pieces.read()) {
      if (length + step.value.length > size) throw new Refusal("size");
      content.set(step.value, length);
      length += step.value.length;
    }
  } catch (error) {
    pieces.cancel().catch(() => undefined);
    // What is wrong with the deflated bytes means nothing to the reader.
    throw error instanceof Refusal ? error : new Refusal("damaged");
  }
  return content.subarray(0, length);
}

async function writeInSteps(writable: WritableStream<BufferSource>, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const writer = writable.getWriter();
  for (let at = 0; at < bytes.length; at += STEP_BYTES) await writer.write(bytes.subarray(at, at + STEP_BYTES));
  await writer.close();
}
