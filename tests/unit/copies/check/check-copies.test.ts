/** The check of the second record reads each file once, and asks for their names seldom. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkCopies } from "../../../../src/copies/check/check-copies.ts";
import { total } from "../../../../src/copies/check/findings.ts";
import type { Position } from "../../../../src/copies/check/part.ts";
import { decksIn, segmentsIn } from "../../../../src/copies/place/file-names.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import type { Place } from "../../../../src/core/log/place.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { packNext } from "../../../../src/store/segments/segments.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { FIVE, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { deck } from "../../../support/samples/cards.ts";

let db: Database;
let files: MemoryFiles;
useDatabase(async (opened) => {
  db = opened;
  files = memoryFiles();
  await installDeck(db, deck(FIVE), scheduler, NOW, "own");
  await merge(db, reviews(60), scheduler);
  while (await packNext(db, 2));
  await replicate(db, files);
});
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  // A machine that is fast enough: all files are read within one step.
  vi.spyOn(performance, "now").mockReturnValue(0);
});
afterEach(() => vi.restoreAllMocks());

/** The place, and what it was asked. */
function counted(place: MemoryFiles): { readonly place: Place; readonly asked: string[] } {
  const asked: string[] = [];
  const list = () => {
    asked.push("names");
    return place.list();
  };
  const read: Place["read"] = (name) => {
    asked.push(name);
    return place.read(name);
  };
  return { place: { ...place, list, read }, asked };
}

async function checked(place: Place) {
  const tools = { db, place, decks: NO_DECKS, scheduler, read: new Map() };
  const found: number[] = [];
  let looked = 0;
  for (let after: Position = null; ; ) {
    const step = await checkCopies.step(tools, after);
    found.push(total(step.checked.found));
    looked += step.looked;
    if (step.next === null) return { found: found.reduce((sum, one) => sum + one, 0), looked };
    after = step.next;
  }
}

test("many files are listed no more often than few", async () => {
  const names = await files.list();
  const kept = [...segmentsIn(names), ...decksIn(names)];
  expect(kept.length).toBeGreaterThan(24);
  const { place, asked } = counted(files);
  expect(await checked(place)).toEqual({ found: 0, looked: kept.length });
  expect(asked.filter((name) => name === "names").length).toBeLessThanOrEqual(5);
  for (const { name } of kept) expect(asked.filter((one) => one === name)).toHaveLength(1);
});

test("a deck whose file gives way to that of its next version while it is read is no fault", async () => {
  const [before] = decksIn(await files.list());
  const isThere = (name: string) => name === before?.name;
  let isReplaced = false;
  const read: Place["read"] = async (name) => {
    // Once: it is looked at again under the lock, where nobody else writes.
    if (isThere(name) && !isReplaced) {
      isReplaced = true;
      await installDeck(db, { ...deck(FIVE), version: "9" }, scheduler, NOW + 1, "own");
      await replicate(db, files);
      expect((await files.list()).some(isThere)).toBe(false);
    }
    return files.read(name);
  };
  expect(await checked({ ...files, read })).toMatchObject({ found: 0 });
  expect(isReplaced).toBe(true);
});

test("a deck whose file is damaged is found and written anew", async () => {
  const [file] = decksIn(await files.list());
  if (!file) throw new Error("no deck");
  const whole = await files.read(file.name);
  await files.write(file.name, new Uint8Array([1, 2, 3]));
  expect(await checked(files)).toMatchObject({ found: 1 });
  expect(await files.read(file.name)).toEqual(whole);
});
