/**
 * The one file of a shared place that a device changes: who it is, and what it gave when. Only the device itself writes it,
 * so two devices never write one file.
 */
import * as v from "valibot";
import type { DeviceId } from "../../core/ids.ts";
import type { Place } from "../../core/log/place.ts";

/** What a device says of itself. */
export interface DeviceHead {
  readonly device: DeviceId;
  /** What its user calls it; may be empty. */
  readonly name: string;
  /** When it last gave something, Unix time in ms by its own clock. */
  readonly atMs: number;
  /** How many events it had then. */
  readonly events: number;
  /** Drawn anew for each writing: tells a device that another one writes under its id, see identity.ts. */
  readonly token: string;
  /** Files of other devices that it found and could not read: their writer can put them right. */
  readonly unreadable: readonly string[];
}

/** The longest name that is kept, in characters. */
export const MOST_NAME = 60;
/** More files than this are not named: the rest is, once these are right. */
const MOST_UNREADABLE = 100;
/** Nor are such with longer names: with one of them nobody could read the head. */
const LONGEST_FILE_NAME = 200;
/** More devices than anybody has are not read: a folder in somebody else's hands may hold any number of files. */
const MOST_HEADS = 100;
/** The last moment that a date can name. */
const LAST_MS = 8_640_000_000_000_000;
const FORMAT = "osteon-device";
const NAME = /^device-([0-9a-v]{16})\.json$/;
const head = v.object({
  format: v.literal(FORMAT),
  device: v.pipe(v.string(), v.regex(/^[0-9a-v]{16}$/)),
  name: v.pipe(v.string(), v.maxLength(MOST_NAME)),
  atMs: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LAST_MS)),
  events: v.pipe(v.number(), v.integer(), v.minValue(0)),
  token: v.pipe(v.string(), v.maxLength(64)),
  unreadable: v.pipe(v.array(v.pipe(v.string(), v.maxLength(LONGEST_FILE_NAME))), v.maxLength(MOST_UNREADABLE)),
});

export const headName = (device: DeviceId): string => `device-${device}.json`;

/** The device whose head has such a name; null for the name of anything else. */
export const deviceOfHead = (name: string): DeviceId | null => (NAME.exec(name)?.[1] as DeviceId | undefined) ?? null;

export const isHeadName = (name: string): boolean => NAME.test(name);

export function writeHead(place: Place, own: DeviceHead): Promise<void> {
  const named = own.unreadable.filter(({ length }) => length <= LONGEST_FILE_NAME).slice(0, MOST_UNREADABLE);
  const said = { format: FORMAT, ...own, unreadable: named };
  return place.write(headName(own.device), new TextEncoder().encode(JSON.stringify(said)));
}

/** Null when there is none, or it is torn or says something else. */
export async function readHead(place: Place, name: string): Promise<DeviceHead | null> {
  const content = await place.read(name);
  if (content === null || content.length === 0) return null;
  try {
    const { format: _, device, ...said } = v.parse(head, JSON.parse(new TextDecoder().decode(content)));
    // A file under another device's name says nothing of either.
    return headName(device as DeviceId) === name ? { device: device as DeviceId, ...said } : null;
  } catch (error) {
    console.error(`${name} cannot be read:`, error);
    return null;
  }
}

/** All that can be read, the one that gave last first. */
export async function readHeads(place: Place): Promise<DeviceHead[]> {
  const names = (await place.list()).filter(isHeadName).slice(0, MOST_HEADS);
  const all = await Promise.all(names.map((name) => readHead(place, name)));
  return all.flatMap((one) => one ?? []).toSorted((a, b) => b.atMs - a.atMs);
}
