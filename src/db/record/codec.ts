/**
 * One file of the second record: gzip (whose checksum tells a whole file from a torn one) of a line that says what it
 * is, and then one event on each line.
 */
import * as v from "valibot";
import type { OsteonEvent } from "../../core/event.ts";
import { decodeEvent } from "../../core/event-schema.ts";
import type { Progress } from "../../core/progress.ts";
import { decodeSetting, SETTING_KEYS, type Settings } from "../../core/settings.ts";

const FORMAT = "osteon-record";
const VERSION = 1;

const head = v.object({
  format: v.literal(FORMAT),
  version: v.literal(VERSION),
  events: v.number(),
  settings: v.record(v.string(), v.unknown()),
  decks: v.array(v.object({ id: v.string(), version: v.string() })),
});

export const NOTHING: Progress = { events: [], settings: {}, decks: [] };

export function encodeRecord({ events, settings, decks }: Progress): Promise<Uint8Array<ArrayBuffer>> {
  const lines = [{ format: FORMAT, version: VERSION, events: events.length, settings, decks }, ...events];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  return bytesOf(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip")));
}

/** What a file holds, or null when it is torn, empty or of another program. Events that are no events are left out. */
export async function decodeRecord(content: Uint8Array<ArrayBuffer>): Promise<Progress | null> {
  try {
    const plain = await bytesOf(new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip")));
    const [first = "", ...lines] = new TextDecoder().decode(plain).trimEnd().split("\n");
    const { settings, decks, ...rest } = v.parse(head, JSON.parse(first));
    if (lines.length !== rest.events) return null;
    return { events: lines.flatMap(eventIn), settings: rightSettings(settings), decks };
  } catch (error) {
    console.error("a file of the second record cannot be read:", error);
    return null;
  }
}

function eventIn(line: string): OsteonEvent[] {
  const decoded = decodeEvent(JSON.parse(line));
  if ("event" in decoded) return [decoded.event];
  console.error("an event of the second record is none:", decoded.problem);
  return [];
}

function rightSettings(saved: Record<string, unknown>): Partial<Settings> {
  const right = SETTING_KEYS.filter((key) => key in saved && decodeSetting(key, saved[key]) !== null);
  return Object.fromEntries(right.map((key) => [key, saved[key]]));
}

const bytesOf = async (stream: ReadableStream): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Response(stream).arrayBuffer());
