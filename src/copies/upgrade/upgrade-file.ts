/**
 * What is written before an upgrade: every row of the old database, whatever its shape, in files of some thousand rows,
 * and at last a file that says how many there are. Where that one is missing, the writing was broken off, and nothing was
 * upgraded.
 */
import * as v from "valibot";
import { eventsAmong } from "../../core/log/decode.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import type { Place } from "../../core/log/place.ts";
import { eventsOfVersion1 } from "../../core/log/version-1.ts";
import { fnv1a } from "../../core/memory/fuzz.ts";
import { eventsIn } from "../../store/database/event-rows.ts";
import { type RawDatabase, rawRows, storesOf } from "../../store/opening/raw.ts";
import { packJson, unpackJson } from "../../store/segments/pack.ts";
import { writeVerified } from "../write-verified.ts";

/** What is in them follows from the log, as it stands beside them; and JSON has no bytes. */
const LEFT_OUT = ["segments", "packed"];

const PART = /^upgrade-(\d+)-(\d+)\.gz$/;
const SEAL = /^upgrade-(\d+)\.json$/;
const partName = (version: number, part: number): string => `upgrade-${version}-${String(part).padStart(6, "0")}.gz`;
const sealName = (version: number): string => `upgrade-${version}.json`;

const seal = v.object({ version: v.number(), parts: v.number(), rows: v.number(), failed: v.number() });
const rows = v.array(v.object({ store: v.string(), key: v.unknown(), value: v.unknown() }));
type Row = v.InferOutput<typeof rows>[number];

/** @throws when the place does not take it; then nothing may be upgraded */
export async function writeUpgradeFile(old: RawDatabase, place: Place, version: number): Promise<void> {
  await removeUpgradeFile(place, version);
  let [parts, count, failed] = [0, 0, 0];
  for (const store of storesOf(old).filter((name) => !LEFT_OUT.includes(name))) {
    for await (const piece of rawRows(old, store)) {
      const content: Row[] = piece.rows.map(([key, value]) => ({ store, key, value }));
      await writeVerified(place, partName(version, parts), await packJson(content));
      parts++;
      count += content.length;
      failed += piece.failed.length;
    }
  }
  const content = JSON.stringify({ version, parts, rows: count, failed });
  await writeVerified(place, sealName(version), new TextEncoder().encode(content));
}

/** The versions from which an upgrade was prepared, oldest first. */
export const preparedUpgrades = (names: readonly string[]): number[] =>
  names
    .flatMap((name) => SEAL.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);

/** The rows of one file; null when it is damaged or not there. */
async function readPart(place: Place, version: number, part: number): Promise<readonly Row[] | null> {
  const bytes = await place.read(partName(version, part));
  if (!bytes) return null;
  try {
    return v.parse(rows, await unpackJson(bytes));
  } catch (error) {
    console.error(`${partName(version, part)} is damaged:`, error);
    return null;
  }
}

export interface UpgradeEvents {
  readonly events: readonly Envelope[];
  /** Every file could be read. */
  readonly whole: boolean;
}

/** Whether one file can be read. */
export const isReadable = async (place: Place, version: number, part: number): Promise<boolean> =>
  (await readPart(place, version, part)) !== null;

/** A share of the cards: those whose name falls on `number` of `of`. */
export interface Share {
  readonly number: number;
  readonly of: number;
}

/**
 * The events of version 1 of a share of the cards, in their present form: what becomes of an event depends on all others of
 * its card, and on no more. One file after the other, so that never more than one of them is in memory with what is kept.
 * Settings come with the first share.
 */
export async function readVersion1Share(place: Place, parts: number, { number, of }: Share): Promise<Envelope[]> {
  const log: unknown[] = [];
  const saved: Row[] = [];
  for (let part = 0; part < parts; part++) {
    for (const row of (await readPart(place, 1, part)) ?? []) {
      if (row.store === "settings" && number === 0) saved.push(row);
      if (row.store === "events" && fnv1a(cardNameOf(row.value)) % of === number) log.push(row.value);
    }
  }
  return eventsAmong(eventsOfVersion1(log, settingsAmong(saved)));
}

const cardNameOf = (value: unknown): string =>
  typeof value === "object" && value !== null && "card" in value ? String(value.card) : "";

/**
 * The events of the log as it was before the upgrade, in their present form.
 * @param from the file to begin with, and how many to read; those of version 1 must be read all at once, or by
 * `readVersion1Share`
 */
export async function readUpgradeEvents(
  place: Place,
  version: number,
  from: number,
  most: number,
): Promise<UpgradeEvents> {
  // Up to where the seal says, so that a file that is gone is missed; as many as there are where it cannot be read.
  const there = await partNumbers(place, version);
  const count = (await countParts(place, version)) ?? (there.at(-1) ?? -1) + 1;
  const numbers = Array.from({ length: Math.max(0, Math.min(most, count - from)) }, (_, i) => from + i);
  const parts = await Promise.all(numbers.map((part) => readPart(place, version, part)));
  const all = parts.flatMap((part) => part ?? []);
  const log = all.flatMap(({ store, value }) => (store === "events" ? [value] : []));
  return {
    events: version === 1 ? eventsAmong(eventsOfVersion1(log, settingsAmong(all))) : eventsIn(log),
    whole: parts.every((part) => part !== null),
  };
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

async function partNumbers(place: Place, version: number): Promise<number[]> {
  const found = (await place.list()).flatMap((name) => {
    const [, of, part] = PART.exec(name) ?? [];
    return Number(of) === version ? [Number(part)] : [];
  });
  return found.sort((a, b) => a - b);
}

/** How many files an upgrade's rows stand in; null when the file that says so is damaged. */
export async function countParts(place: Place, version: number): Promise<number | null> {
  const content = await place.read(sealName(version));
  try {
    return content && v.parse(seal, JSON.parse(new TextDecoder().decode(content))).parts;
  } catch (error) {
    console.error(`${sealName(version)} is damaged:`, error);
    return null;
  }
}

/** The file that says that all is there goes first. */
export async function removeUpgradeFile(place: Place, version: number): Promise<void> {
  const parts = await partNumbers(place, version);
  await place.remove(sealName(version));
  for (const part of parts) await place.remove(partName(version, part));
}
