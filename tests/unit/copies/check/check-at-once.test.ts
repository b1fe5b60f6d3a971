/** Two that check at once find the same: each difference is told by the one that has mended it, and by nobody as one that is left. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { leftOf, total } from "../../../../src/copies/check/findings.ts";
import { decksIn, journalsIn, segmentsIn } from "../../../../src/copies/place/file-names.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { examine } from "../../../../src/copies/record/health.ts";
import { takeIn } from "../../../../src/copies/take-in/take-in.ts";
import type { DeckSource } from "../../../../src/core/deck/deck.ts";
import type { DeckId } from "../../../../src/core/ids.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { segmentEvents } from "../../../../src/store/segments/packed-bytes.ts";
import { segmentHeads } from "../../../../src/store/segments/segment-heads.ts";
import { packNext } from "../../../../src/store/segments/segments.ts";
import { saveSetting } from "../../../../src/store/settings/save-setting.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { forward, get, maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { whenAsked } from "../../../support/database/when-asked.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { NO_DECKS } from "../../../support/places/no-decks.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const CARDS = 30;
const PACKED = 80;

let db: Database;
let files: MemoryFiles;
useDatabase(async (opened) => {
  db = opened;
  files = memoryFiles();
  const names = Array.from({ length: CARDS }, (_, i) => `f${i}`);
  await installDeck(db, deck(names.map((name, i) => content(name, i))), scheduler, NOW, "own");
  const made = reviews(PACKED + 20).map((event, i) => ({ ...event, card: forward(`f${i % CARDS}`) }));
  // Each in a row of its own.
  for (const event of made) await merge(db, [event], scheduler);
  await packNext(db, PACKED);
  await replicate(db, files);
});
beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());
afterEach(() => vi.restoreAllMocks());

/** Changes a row of the log. */
async function change(place: number, to: object): Promise<void> {
  const row = await db.get("events", place);
  if (!row) throw new Error("there is no such row");
  await db.put("events", { ...row, ...to } as typeof row, place);
}

/** @returns the name of its register */
async function wrongSetting(): Promise<string> {
  await saveSetting(db, "newPerDay", 7, () => maker());
  const [row] = await db.getAll("registers");
  if (!row) throw new Error("there is no register");
  await db.put("registers", { ...row, value: 9 });
  return row.name;
}

/** Damages the first file of a kind. */
async function damage(filesIn: (names: readonly string[]) => readonly { readonly name: string }[]): Promise<void> {
  const [file] = filesIn(await files.list());
  if (!file) throw new Error("there is no such file");
  await files.write(file.name, new Uint8Array([1, 2, 3]));
}

test.each<[string, () => Promise<unknown>]>([
  ["a row of a segment that is no event", () => change(3, { atMs: "then" })],
  ["a row behind all segments that is no event", () => change(PACKED + 3, { atMs: "then" })],
  [
    "a card that is not where its log says",
    async () => db.put("states", { ...(await get(db, forward("f3"))), order: 99 }),
  ],
  ["a setting that is not what its events say", wrongSetting],
  ["a setting that is not there", async () => db.delete("registers", await wrongSetting())],
  ["bytes of a segment that are not there", async () => db.delete("packed", (await segmentHeads(db))[0]?.number ?? 0)],
  ["a damaged copy of a segment", () => damage(segmentsIn)],
  ["a damaged copy of a deck", () => damage(decksIn)],
  ["a damaged file of the journal", () => damage(journalsIn)],
  ["a day that is not there", async () => db.delete("days", (await db.getAllKeys("days"))[0] ?? ([0, ""] as never))],
])("%s", async (_, spoil) => {
  await spoil();
  await toldOnce(NO_DECKS);
});

test("a bundled deck that is not here, but some of its cards", async () => {
  const id = "bundled" as DeckId;
  const bundled = deck([content("one", 0, { deck: id })], "1", { id });
  await installDeck(db, bundled, scheduler, NOW);
  await db.delete("decks", id);
  await toldOnce({ versions: async () => [bundled], deck: async () => bundled });
});

/** Two checks at once tell of one difference in all, and a third one of none. */
async function toldOnce(decks: DeckSource): Promise<void> {
  const both = await Promise.all([1, 2].map(() => examine(db, files, decks, NOW)));
  expect(both.map((one) => total(leftOf(one)))).toEqual([0, 0]);
  expect(both.reduce((sum, { mended }) => sum + total(mended), 0)).toBe(1);
  expect(total((await examine(db, files, decks, NOW)).found)).toBe(0);
}

test("what another check puts back between reading a segment and looking closely is neither found nor left", async () => {
  await change(3, { atMs: "then" });
  const [head] = await segmentHeads(db);
  const events = (head && (await segmentEvents(db, head))) ?? [];
  let [asked, other] = [0, 0];
  // Each asks for the bytes of a segment first in order to pass it fast, and then in order to see what it lacks.
  const meanwhile = async (): Promise<void> => {
    if (++asked === 2) other = (await takeIn(db, events, { sealed: true })).taken;
  };
  const { found, mended } = await examine(whenAsked(db, "get", "packed", meanwhile, 2), files, NO_DECKS, NOW);
  expect([other, total(found), total(mended)]).toEqual([1, 0, 0]);
});
