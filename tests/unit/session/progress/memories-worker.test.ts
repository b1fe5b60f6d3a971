/** The worker that reads the memories for the look back and ahead. */
import { afterEach, expect, test, vi } from "vitest";
import { type ProgressParts, startProgress } from "../../../../src/session/progress/open.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { FIVE, scheduler } from "../../../support/database/db-steps.ts";
import type { MemoryFiles } from "../../../support/places/memory-files.ts";
import { deck } from "../../../support/samples/cards.ts";
import { HereWorker } from "../../../support/session/here-worker.ts";
import { until, useStudyPage } from "../../../support/session/study-page.ts";

let files: MemoryFiles;
vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => files }));
vi.mock("../../../../src/platform/own-manifest.ts", () => ({ extensionVersion: () => "1.0.0" }));
vi.mock("../../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: { versions: async () => [] } }));
vi.mock("../../../../src/platform/downloads.ts", () => import("../../../support/session/no-downloads.ts"));
useStudyPage(async (opened) => {
  ({ files } = opened);
  HereWorker.all.length = 0;
  vi.stubGlobal("Worker", HereWorker);
  await installDeck(opened.db, deck(FIVE), scheduler, Date.now());
});
afterEach(() => vi.restoreAllMocks());

async function opened(): Promise<ProgressParts> {
  const live = startProgress();
  await until(() => live.current().kind === "open");
  const view = live.current();
  if (view.kind !== "open") throw new Error(`the page is ${view.kind}`);
  return view.parts;
}
const readers = (): HereWorker[] => HereWorker.all.filter(({ asked }) => asked?.kind === "memories");

test("goes with each reading, and not only with the page", async () => {
  const { readMemories } = await opened();
  for (const reading of [1, 2]) {
    const told = vi.fn(() => expect(readers().at(-1)?.isTerminated).toBe(false));
    expect(await readMemories(told)).toHaveProperty("past");
    expect(told).toHaveBeenCalled();
    expect(readers().map(({ isTerminated }) => isTerminated)).toEqual(new Array(reading).fill(true));
  }
});

test("goes where it fails as well", async () => {
  const { readMemories } = await opened();
  vi.spyOn(HereWorker.prototype, "postMessage").mockImplementationOnce(function (this: HereWorker) {
    this.say({ kind: "failed", problem: { key: "trouble_diskFull", arguments: [] } });
  });
  await expect(readMemories(() => {})).rejects.toThrow("trouble_diskFull");
  expect(HereWorker.all.map(({ isTerminated }) => isTerminated)).toEqual([true]);
});
