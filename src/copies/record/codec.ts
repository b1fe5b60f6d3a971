/**
 * One file of the second record: gzip (whose checksum tells a whole file from a torn one) of a line that says what it
 * is, and then one event on each line.
 */
import * as v from "valibot";
import type { OsteonEvent } from "../../core/log/event.ts";
import { decodeEvent } from "../../core/log/event-schema.ts";
import type { LogExport } from "../../core/log/log-export.ts";
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

export const NOTHING: LogExport = { events: [], settings: {}, decks: [] };

/** So many lines are worked on at a time, some milliseconds' worth; then the page has its turn. */
const LINES_AT_ONCE = 2000;

export async function encodeRecord({ events, settings, decks }: LogExport): Promise<Uint8Array<ArrayBuffer>> {
  const gzip = new CompressionStream("gzip");
  const packed = bytesOf(gzip.readable);
  const writer = gzip.writable.getWriter();
  const text = new TextEncoder();
  await writer.write(text.encode(lineOf({ format: FORMAT, version: VERSION, events: events.length, settings, decks })));
  for (let start = 0; start < events.length; start += LINES_AT_ONCE) {
    const lines = events.slice(start, start + LINES_AT_ONCE).map(lineOf);
    await writer.write(text.encode(lines.join("")));
    if (start + LINES_AT_ONCE < events.length) await breathe();
  }
  await writer.close();
  return packed;
}

const lineOf = (value: object): string => `${JSON.stringify(value)}\n`;

/** What a file holds, or null when it is torn, empty or of another program. Events that are no events are left out. */
export async function decodeRecord(content: Uint8Array<ArrayBuffer>): Promise<LogExport | null> {
  try {
    const [first = "", ...lines] = await linesOf(
      new Blob([content]).stream().pipeThrough(new DecompressionStream("gzip")),
    );
    const { settings, decks, ...rest } = v.parse(head, JSON.parse(first));
    if (lines.length !== rest.events) return null;
    const events: OsteonEvent[] = [];
    for (const [i, line] of lines.entries()) {
      if (i % LINES_AT_ONCE === LINES_AT_ONCE - 1) await breathe();
      events.push(...eventIn(line));
    }
    return { events, settings: rightSettings(settings), decks };
  } catch (error) {
    console.error("a file of the second record cannot be read:", error);
    return null;
  }
}

/** The lines of a text, each of which ends in a line break. */
async function linesOf(bytes: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string[]> {
  const reader = bytes.pipeThrough(new TextDecoderStream()).getReader();
  const pieces: string[][] = [];
  let unfinished = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const lines = (unfinished + value).split("\n");
    unfinished = lines.pop() ?? "";
    pieces.push(lines);
  }
  if (unfinished !== "") throw new Error("the last line is not whole");
  return pieces.flat();
}

const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

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
