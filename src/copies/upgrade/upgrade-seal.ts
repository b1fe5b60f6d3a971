/** The files of the copy that is made before an upgrade: how they are called, and the one that says that all are there. */
import * as v from "valibot";
import type { Place } from "../../core/log/place.ts";
import { writeVerified } from "../place/write-verified.ts";

const PART = /^upgrade-(\d+)-(\d+)\.gz$/;
const SEAL = /^upgrade-(\d+)\.json$/;
export const partName = (version: number, part: number): string =>
  `upgrade-${version}-${String(part).padStart(6, "0")}.gz`;
const sealName = (version: number): string => `upgrade-${version}.json`;
const progressName = (version: number): string => `upgrade-${version}-progress.json`;

const seal = v.object({
  version: v.number(),
  parts: v.number(),
  rows: v.number(),
  failed: v.number(),
  /** The numbers of the files; where an earlier version of Osteon wrote the seal they count from 0. */
  files: v.optional(v.array(v.number())),
});
type Seal = v.InferOutput<typeof seal>;

/** The versions from which an upgrade was prepared, oldest first. */
export const preparedUpgrades = (names: readonly string[]): number[] =>
  names
    .flatMap((name) => SEAL.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);

const ANY = /^upgrade-(\d+)[-.]/;

/** The versions of which there is any file. */
export const begunUpgrades = (names: readonly string[]): number[] => [
  ...new Set(names.flatMap((name) => ANY.exec(name)?.[1] ?? []).map(Number)),
];

/** The versions of which a copy was begun, or half removed, and is not sealed. */
export function unsealedUpgrades(names: readonly string[]): number[] {
  const sealed = new Set(preparedUpgrades(names));
  return begunUpgrades(names).filter((version) => !sealed.has(version));
}

/** The files of a version that are there, sealed or not, by their numbers. */
export async function partsThere(place: Place, version: number): Promise<number[]> {
  const found = (await place.list()).flatMap((name) => {
    const [, of, part] = PART.exec(name) ?? [];
    return Number(of) === version ? [Number(part)] : [];
  });
  return found.sort((a, b) => a - b);
}

/** In which files an upgrade's rows stand, in order; null when the file that says so is damaged or not there. */
export async function sealedParts(place: Place, version: number): Promise<readonly number[] | null> {
  const content = await place.read(sealName(version));
  if (!content) return null;
  try {
    const { parts, files } = v.parse(seal, JSON.parse(new TextDecoder().decode(content)));
    return files ?? Array.from({ length: parts }, (_, i) => i);
  } catch (error) {
    console.error(`${sealName(version)} is damaged:`, error);
    return null;
  }
}

/** Takes the place of the seal that is there, in one write; then goes what was only in that one. */
export async function writeSeal(
  place: Place,
  version: number,
  { files, rows, failed }: { readonly files: readonly number[]; readonly rows: number; readonly failed: number },
): Promise<void> {
  const content: Seal = { version, parts: files.length, rows, failed, files: [...files] };
  await writeVerified(place, sealName(version), bytesOf(content));
  await removeParts(place, version, files);
}

/** Removes the files of a version but those that are named. */
async function removeParts(place: Place, version: number, but: readonly number[]): Promise<void> {
  const kept = new Set(but);
  const others = (await partsThere(place, version)).filter((part) => !kept.has(part));
  for (const part of others) await place.remove(partName(version, part));
}

/** The file that says that all is there goes first. @param but the numbers of files that stay */
export async function removeUpgradeFile(place: Place, version: number, but: readonly number[] = []): Promise<void> {
  await place.remove(sealName(version));
  await place.remove(progressName(version));
  await removeParts(place, version, but);
}

/** Rows of one kind that stand in files already. */
const copied = v.object({
  /** See `Source`. */
  name: v.string(),
  mark: v.string(),
  files: v.array(v.number()),
  rows: v.number(),
  failed: v.number(),
  /** The key up to which they are copied, and what tells its row from another one under that key. */
  last: v.unknown(),
  lastRow: v.number(),
});
export type Copied = Readonly<v.InferOutput<typeof copied>>;

/** How far a copy has come that is not sealed, or what the sealed one holds; nothing where that cannot be read. */
export async function readProgress(place: Place, version: number): Promise<readonly Copied[]> {
  const content = await place.read(progressName(version));
  if (!content) return [];
  try {
    return v.parse(v.array(copied), JSON.parse(new TextDecoder().decode(content)));
  } catch (error) {
    console.error(`${progressName(version)} is damaged:`, error);
    return [];
  }
}

export const writeProgress = (place: Place, version: number, progress: readonly Copied[]): Promise<void> =>
  place.write(progressName(version), bytesOf(progress));

const bytesOf = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));
