/** A deck that another page changes while it is compared is told of by nobody: nothing was wrong with it. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Checked, total } from "../../../../src/copies/check/findings.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { examine } from "../../../../src/copies/record/health.ts";
import type { Place } from "../../../../src/core/log/place.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { inspectFile } from "../../../../src/worker/inspect-file.ts";
import { restore } from "../../../../src/worker/restore.ts";
import { takeBack } from "../../../../src/worker/take-back.ts";
import { forward, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { backupBlob } from "../../../support/files/backup-blob.ts";
import { quietly } from "../../../support/files/bringing.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { content, deck } from "../../../support/samples/cards.ts";

/** Three steps: its lists, two hundred cards, and the rest. */
const CARDS = 250;
const STEPS = 3;
const CONTENTS = Array.from({ length: CARDS }, (_, i) => content(`f${i}`, i));
const FIRST = deck(CONTENTS, "1");
const NEWER = deck(
  CONTENTS.map((one) => ({ ...one, heading: "another" })),
  "2",
);

let db: Database;
let files: MemoryFiles;
useDatabase(async (opened) => {
  db = opened;
  files = memoryFiles();
  const chosen = await inspectFile(db, await backupBlob({ events: [], ownDecks: [FIRST] }), quietly);
  await restore(db, chosen, { mode: "merge", withSettings: false }, quietly);
  await replicate(db, files);
});
beforeEach(() => {
  // Each step ends as soon as it may, as it does on a slow machine.
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += 1000;
    return now;
  });
});
afterEach(() => vi.restoreAllMocks());

/** Checks everything. @param onStep told before each step of the decks which one that is */
async function check(onStep: (step: number) => Promise<void> = async () => {}, place: Place = files): Promise<Checked> {
  let step = 0;
  const versions = async () => {
    await onStep(step++);
    return [];
  };
  return examine(db, place, { ...NO_DECKS, versions }, NOW);
}

const changes = {
  "a newer version of it comes": () => installDeck(db, NEWER, scheduler, NOW + 1, "own"),
  "a newer version of it comes, and is copied": async () => {
    await installDeck(db, NEWER, scheduler, NOW + 1, "own");
    await replicate(db, files);
  },
  "its file is taken back": async () => void (await takeBack(db, quietly)),
};
const CASES = Object.entries(changes);

test.each(CASES.flatMap(([name, change]) => Array.from({ length: STEPS }, (_, at) => ({ name, at, change }))))(
  "nothing is wrong where $name before step $at",
  async ({ at, change }) => {
    const { found, mended } = await check(async (step) => {
      if (step === at) await change();
    });
    expect([total(found), total(mended)]).toEqual([0, 0]);
    expect(total((await check()).found)).toBe(0);
  },
);

test.each(CASES)("nothing is wrong where %s while its file is read", async (_, change) => {
  let isRead = false;
  const read = async (name: string) => {
    const bytes = await files.read(name);
    if (name.startsWith("deck-") && !isRead) {
      isRead = true;
      await change();
    }
    return bytes;
  };
  const { found, mended } = await check(undefined, { ...files, read });
  expect(isRead).toBe(true);
  expect([total(found), total(mended)]).toEqual([0, 0]);
});

test("what is wrong is told by one of two that check at once", async () => {
  const lost = CONTENTS.slice(3, 8);
  for (const { id } of lost) await db.delete("contents", id);
  const [row] = await db.getAll("parts");
  if (!row) throw new Error("the deck has no lists");
  await db.delete("parts", [row.deck, row.part, row.id]);
  const state = await db.get("states", forward("f9"));
  if (!state) throw new Error("the card has no row");
  await db.put("states", { ...state, revision: state.revision + 1, fact: "test-deck/none" as typeof state.fact });
  const both = await Promise.all([check(), check()]);
  const sum = (counts: "found" | "mended") => both.reduce((all, one) => all + total(one[counts]), 0);
  expect([sum("found"), sum("mended")]).toEqual([lost.length + 2, lost.length + 2]);
  expect(total((await check()).found)).toBe(0);
});
