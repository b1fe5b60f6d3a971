/** Events as compressed bytes: gzip, whose checksum tells a whole file from a torn one, of one event on each line. */
import type { Envelope } from "../core/log/envelope.ts";

export async function packEvents(events: readonly Envelope[]): Promise<Uint8Array<ArrayBuffer>> {
  const lines = events.map((event) => `${JSON.stringify(event)}\n`);
  const packed = new Blob(lines).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** The lines as values, for the decoder to judge. @throws when the bytes are torn or no such file */
export async function unpackEvents(bytes: Uint8Array<ArrayBuffer>): Promise<unknown[]> {
  const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  if (text !== "" && !text.endsWith("\n")) throw new Error("the last line is not whole");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line));
}

/** In hex. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One value as gzip of JSON. */
export async function packJson(value: unknown): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** @throws when the bytes are torn or no such file */
export async function unpackJson(bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  const text = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  return JSON.parse(text);
}
