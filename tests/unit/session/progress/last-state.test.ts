/** The progress page shows the last state, also where a reading that began before a change is the longer one. */
import { expect, test, vi } from "vitest";
import type { DeckId } from "../../../../src/core/ids.ts";
import { type ProgressParts, startProgress } from "../../../../src/session/progress/open.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { FIVE, scheduler } from "../../../support/database/db-steps.ts";
import type { MemoryFiles } from "../../../support/places/memory-files.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import type { PageStub } from "../../../support/session/page-stub.ts";
import { until, useStudyPage } from "../../../support/session/study-page.ts";

let files: MemoryFiles;
let page: PageStub;
let db: Database;
vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => files }));
/** Before a reading is handed on. */
let hold = async (): Promise<void> => {};
let read = 0;
vi.mock("../../../../src/session/cards/read-facts.ts", async (original) => {
  const real = await original<typeof import("../../../../src/session/cards/read-facts.ts")>();
  return {
    ...real,
    readKnowledgeByDeck: async (...given: Parameters<typeof real.readKnowledgeByDeck>) => {
      const held = hold;
      const known = await real.readKnowledgeByDeck(...given);
      read++;
      await held();
      return known;
    },
  };
});
useStudyPage(async (opened) => {
  ({ db, files, page } = opened);
  vi.stubGlobal("Worker", class {});
  await installDeck(db, deck(FIVE), scheduler, Date.now());
});

async function opened(): Promise<ProgressParts> {
  const live = startProgress();
  await until(() => live.current().kind === "open");
  const view = live.current();
  if (view.kind !== "open") throw new Error(`the page is ${view.kind}`);
  return view.parts;
}

test("of the decks of which something is known", async () => {
  const { knowledge } = await opened();
  const decks = (): number => knowledge.current().decks.length;
  expect(decks()).toBe(1);
  let letGo = (): void => {};
  const first = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  hold = () => first;
  const before = read;
  page.announce();
  await until(() => read > before);
  const second = "second" as DeckId;
  await installDeck(db, deck([content("x", 0, { deck: second })], "1", { id: second }), scheduler, Date.now());
  hold = async () => {};
  // It hears of the deck while the reading from before that goes on.
  page.announce();
  // Where that reads at once, it is the first to be shown.
  for (let turn = 0; turn < 200 && decks() < 2; turn++) await new Promise((resolve) => setTimeout(resolve));
  letGo();
  await until(() => decks() === 2);
  // Nothing that is older comes behind.
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve));
  expect(decks()).toBe(2);
});
