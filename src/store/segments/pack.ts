/** Events as compressed bytes: gzip, whose checksum tells a whole file from a torn one, of one event on each line. */
import { hexOf } from "../../core/hex.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { jsonInPieces } from "../../core/parse-json.ts";
import { makeBreaths } from "../database/breaths.ts";

export const packEvents = (events: readonly Envelope[]): Promise<Uint8Array<ArrayBuffer>> => packText(textOf(events));

/** What `packEvents` packs of them: the same events with their fields in another order come to another text. */
export const textOf = (events: readonly Envelope[]): string =>
  events.map((event) => `${JSON.stringify(event)}\n`).join("");

/**
 * What a file may unpack to. A thousandth of that is what gzip needs for it, so the size of a file says little; a file with
 * many events that nobody split (see news-file.ts) unpacks to some 50 MB.
 */
export const MOST_BYTES = 256 * 2 ** 20;
/** Lines of one file. Short ones take far more memory as values than as bytes. */
const MOST_LINES = 1_000_000;

export interface UnpackLimits {
  readonly bytes?: number;
  readonly lines?: number;
}

/**
 * The lines as values, for the decoder to judge.
 * @throws as `unpackLines`, and where a line is no JSON
 */
export const unpackEvents = async (bytes: Uint8Array<ArrayBuffer>, limits?: UnpackLimits): Promise<unknown[]> =>
  valuesOf(await unpackLines(bytes, limits));

/** @param text whole lines */
export const valuesOf = (text: string): unknown[] =>
  text
    .split("\n")
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line));

/**
 * The lines as they stand.
 * @throws when the bytes are torn or no such file, or unpack to more than the limits, before more is taken
 */
export async function unpackLines(
  bytes: Uint8Array<ArrayBuffer>,
  { bytes: most = MOST_BYTES, lines = MOST_LINES }: UnpackLimits = {},
): Promise<string> {
  const text = await unpackText(bytes, most);
  if (text !== "" && !text.endsWith("\n")) throw new Error("the last line is not whole");
  if (hasMoreLines(text, Math.min(lines, MOST_LINES))) throw new RangeError("more lines than there may be");
  return text;
}

/**
 * The lines that can still be unpacked of torn bytes, up to the break, as values; one that is no JSON is left out.
 * @throws where that is more than the limits
 */
export async function linesBeforeBreak(
  bytes: Uint8Array<ArrayBuffer>,
  { bytes: most = MOST_BYTES, lines = MOST_LINES }: UnpackLimits = {},
): Promise<unknown[]> {
  const text = await textBeforeBreak(bytes, most);
  if (hasMoreLines(text, Math.min(lines, MOST_LINES))) throw new RangeError("more lines than there may be");
  const whole = text.split("\n").slice(0, -1);
  return whole.flatMap((line): unknown[] => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}

/** In hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
}

/** One value as gzip of JSON. */
export const packJson = (value: unknown): Promise<Uint8Array<ArrayBuffer>> => packText(JSON.stringify(value));

/**
 * In pieces, between which a page can draw: it may be a deck of any size.
 * @param most bytes that it may unpack to; without a limit for what this profile wrote itself
 * @throws when the bytes are torn or no such file, or unpack to more
 */
export async function unpackJson(bytes: Uint8Array<ArrayBuffer>, most = Number.POSITIVE_INFINITY): Promise<unknown> {
  const breath = makeBreaths();
  const pieces = jsonInPieces(await unpackText(bytes, most, breath));
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
    await breath();
  }
}

/** So much is unpacked before anybody asks what it has come to, at most a thousand times as much. */
const PIECE_BYTES = 65_536;

// Neither way as the stream of a blob: to make one takes longer than to unpack a segment, and one of a thousand lines forty
// times as long as to pack them.

/** In pieces, between which a page can draw: it may be a deck of any size. */
async function packText(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const { writable, readable } = new CompressionStream("gzip");
  // What goes wrong is told by the reader.
  writeInPieces(writable, new TextEncoder().encode(text), makeBreaths()).catch(() => undefined);
  return new Uint8Array(await new Response(readable).arrayBuffer());
}

/** Piece by piece, so that a file that unpacks to very much is given up early. */
async function unpackText(bytes: Uint8Array<ArrayBuffer>, most: number, breath?: () => Promise<void>): Promise<string> {
  const { writable, readable } = new DecompressionStream("gzip");
  // What is wrong with the bytes, or that nobody reads on, is told by the reader.
  writeInPieces(writable, bytes).catch(() => undefined);
  const pieces = readable.getReader();
  const decoder = new TextDecoder();
  let [text, size] = ["", 0];
  for (;;) {
    const { done, value } = await pieces.read();
    if (done) return text + decoder.decode();
    size += value.length;
    if (size > most) {
      pieces.cancel().catch(() => undefined);
      throw new RangeError(`unpacks to more than ${most} bytes`);
    }
    text += decoder.decode(value, { stream: true });
    await breath?.();
  }
}

/** A stream that meets the break forgets what nobody has read yet: so it is given little at a time. */
const FEW_BYTES = 64;

/** What comes before the break. */
async function textBeforeBreak(bytes: Uint8Array<ArrayBuffer>, most: number): Promise<string> {
  const { writable, readable } = new DecompressionStream("gzip");
  writeInPieces(writable, bytes, undefined, FEW_BYTES).catch(() => undefined);
  const pieces = readable.getReader();
  const decoder = new TextDecoder();
  let [text, size] = ["", 0];
  for (;;) {
    const piece = await pieces.read().catch(() => null);
    if (!piece || piece.done) return text;
    size += piece.value.length;
    if (size > most) {
      pieces.cancel().catch(() => undefined);
      throw new RangeError(`unpacks to more than ${most} bytes`);
    }
    text += decoder.decode(piece.value, { stream: true });
  }
}

async function writeInPieces(
  writable: WritableStream<BufferSource>,
  bytes: Uint8Array<ArrayBuffer>,
  breath?: () => Promise<void>,
  pieceBytes = PIECE_BYTES,
): Promise<void> {
  const writer = writable.getWriter();
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    await writer.write(bytes.subarray(at, at + pieceBytes));
    // What that gave was read by now.
    await writer.ready;
    await breath?.();
  }
  await writer.close();
}

function hasMoreLines(text: string, most: number): boolean {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) if (++lines > most) return true;
  return false;
}
