/** Reads the copy that was made before an upgrade, see `copy-before.ts`. */
import * as v from "valibot";
import { eventsAmong } from "../../core/log/decode.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { Place } from "../../core/log/place.ts";
import { eventsOfVersion1 } from "../../core/log/version-1.ts";
import { fnv1a } from "../../core/memory/fuzz.ts";
import { eventsIn } from "../../store/database/event-rows.ts";
import { unpackJson } from "../../store/segments/pack.ts";
import { partName, partsThere, sealedParts } from "./upgrade-seal.ts";

const rows = v.array(v.object({ store: v.string(), key: v.unknown(), value: v.unknown() }));
type Row = v.InferOutput<typeof rows>[number];

/** The rows of one file; null when it is damaged or not there. */
async function readPart(place: Place, version: number, part: number): Promise<readonly Row[] | null> {
  const bytes = await place.read(partName(version, part));
  return bytes && rowsOf(bytes, partName(version, part));
}

async function rowsOf(bytes: Uint8Array<ArrayBuffer>, name: string): Promise<readonly Row[] | null> {
  try {
    return v.parse(rows, await unpackJson(bytes));
  } catch (error) {
    console.error(`${name} is damaged:`, error);
    return null;
  }
}

export interface UpgradeEvents {
  readonly events: readonly Envelope[];
  /** Every file could be read. */
  readonly whole: boolean;
}

/** How many rows one file holds; null when it is damaged or not there. */
export const rowsIn = async (place: Place, version: number, part: number): Promise<number | null> =>
  (await readPart(place, version, part))?.length ?? null;

/** Whether one file can be read. */
export const isReadable = async (place: Place, version: number, part: number): Promise<boolean> =>
  (await rowsIn(place, version, part)) !== null;

/** Whether one file is there and holds something else than it should; one whose bytes cannot be had just now may be whole. */
export async function isTornPart(place: Place, version: number, part: number): Promise<boolean> {
  const bytes = await place.read(partName(version, part));
  return bytes !== null && bytes.length > 0 && (await rowsOf(bytes, partName(version, part))) === null;
}

/** A share of the cards: those whose name falls on `number` of `of`. */
export interface Share {
  readonly number: number;
  readonly of: number;
}

/**
 * The events of version 1 of a share of the cards, in their present form: what becomes of an event depends on all others of
 * its card, and on no more; none where a file cannot be read. One file after the other, so that never more than one of them is
 * in memory with what is kept. Settings come with the first share.
 */
export async function readVersion1Share(
  place: Place,
  parts: readonly number[],
  { number, of }: Share,
): Promise<UpgradeEvents> {
  const log: unknown[] = [];
  const saved: Row[] = [];
  let whole = true;
  for (const part of parts) {
    const read = await readPart(place, 1, part);
    whole &&= read !== null;
    for (const row of read ?? []) {
      if (row.store === "settings" && number === 0) saved.push(row);
      if (row.store === "events" && fnv1a(cardNameOf(row.value)) % of === number) log.push(row.value);
    }
  }
  return { events: whole ? eventsAmong(eventsOfVersion1(log, settingsAmong(saved))) : [], whole };
}

const cardNameOf = (value: unknown): string =>
  typeof value === "object" && value !== null && "card" in value ? String(value.card) : "";

/**
 * The events of the log as it was before the upgrade, in their present form.
 * @param parts the files to read; those of version 1 must be read all at once, or by `readVersion1Share`
 */
export async function readUpgradeEvents(
  place: Place,
  version: number,
  parts: readonly number[],
): Promise<UpgradeEvents> {
  const read = await Promise.all(parts.map((part) => readPart(place, version, part)));
  const all = read.flatMap((part) => part ?? []);
  const log = all.flatMap(({ store, value }) => (store === "events" ? [value] : []));
  return {
    events: version === 1 ? eventsAmong(eventsOfVersion1(log, settingsAmong(all))) : eventsIn(log),
    whole: read.every((part) => part !== null),
  };
}

/**
 * All events of before an upgrade that can still be read, also where the seal is damaged, and then what only files hold that no
 * seal names: a copy that was stopped may have read what the database has lost since.
 */
export async function readUpgradeFiles(place: Place, version: number): Promise<readonly Envelope[]> {
  const sealed = new Set((await sealedParts(place, version)) ?? []);
  const unsealed = (await partsThere(place, version)).filter((part) => !sealed.has(part));
  const { events } = await readUpgradeEvents(place, version, [...sealed]);
  return [...events, ...(await readUpgradeEvents(place, version, unsealed)).events];
}

function settingsAmong(all: readonly Row[]): Readonly<Record<string, unknown>> {
  const saved = all.filter(({ store }) => store === "settings");
  return Object.fromEntries(
    saved.map(({ key, value }) => [
      String(key),
      typeof value === "object" && value !== null && "value" in value ? value.value : undefined,
    ]),
  );
}
