import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { difference } from "./compare.ts";
import type { Picture } from "./picture.ts";
import { asInPng, fromPng, toPng } from "./png.ts";

const ROOT = join(import.meta.dirname, "../../../..");
/** One picture for each state, in git. */
const STORED = join(ROOT, "tests/fixtures/gallery");
/** Git ignores it. */
const FAILED = join(ROOT, ".cache/gallery");

const ENDING = ".png";
const pathOf = (folder: string, name: string): string => join(folder, name + ENDING);

/** The names of the stored pictures. */
function storedNames(): string[] {
  if (!existsSync(STORED)) return [];
  return readdirSync(STORED).flatMap((file) => (file.endsWith(ENDING) ? [file.slice(0, -ENDING.length)] : []));
}

export interface Change {
  readonly state: string;
  readonly what: string;
  /** The picture as it is now, which is none where the state is gone. */
  readonly now: Picture | null;
  readonly drawn: Picture | null;
}

/** What is not as it is stored. */
export function changes(pictures: ReadonlyMap<string, Picture>): readonly Change[] {
  const gone = storedNames().filter((state) => !pictures.has(state));
  return [
    ...gone.map((state): Change => ({ state, what: "there is no such state", now: null, drawn: null })),
    ...[...pictures].flatMap(([state, raw]): Change[] => {
      const path = pathOf(STORED, state);
      // In the same few colours as the stored one.
      const now = asInPng(raw);
      if (!existsSync(path)) return [{ state, what: "no picture is stored", now, drawn: null }];
      const found = difference(fromPng(readFileSync(path)), now);
      return found ? [{ state, ...found, now }] : [];
    }),
  ];
}

/** Stores what changed, and leaves the pictures that are as good as the same. */
export function store(changed: readonly Change[]): void {
  mkdirSync(STORED, { recursive: true });
  for (const { state, now } of changed) {
    if (now) writeFileSync(pathOf(STORED, state), toPng(now));
    else rmSync(pathOf(STORED, state));
  }
}

/**
 * Puts the new pictures, and the differences, where a developer can look at them.
 * @returns what to tell of it: empty where nothing changed
 */
export function report(changed: readonly Change[]): string {
  rmSync(FAILED, { recursive: true, force: true });
  if (changed.length === 0) return "";
  mkdirSync(FAILED, { recursive: true });
  for (const { state, now, drawn } of changed) {
    if (now) writeFileSync(pathOf(FAILED, state), toPng(now));
    if (drawn) writeFileSync(pathOf(FAILED, `${state}.difference`), toPng(drawn));
  }
  return [
    ...changed.map(({ state, what }) => `${state}: ${what}`),
    `The new pictures and the differences are in ${relative(ROOT, FAILED)}. If this is how it is to look: npm run gallery`,
  ].join("\n");
}
