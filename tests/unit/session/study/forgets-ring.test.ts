/** A background has no localStorage: what it writes, a page that hears of it forgets the kept ring for. */
import { expect, test, vi } from "vitest";
import { readKeptRing } from "../../../../src/platform/kept-text.ts";
import { readKeptKnowledge } from "../../../../src/session/cards/kept-knowledge.ts";
import { startSession } from "../../../../src/session/study/live-session.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { FIVE, forward, get, grade, scheduler } from "../../../support/database/db-steps.ts";
import type { MemoryFiles } from "../../../support/places/memory-files.ts";
import { deck } from "../../../support/samples/cards.ts";
import type { PageStub } from "../../../support/session/page-stub.ts";
import { useStudyPage } from "../../../support/session/study-page.ts";

let files: MemoryFiles;
let page: PageStub;
let db: Database;
vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => files }));
vi.mock("../../../../src/platform/bundled-decks.ts", () => ({
  bundledDecks: { versions: async () => [], deck: vi.fn() },
}));
vi.mock("../../../../src/platform/queue-signs.ts", () => ({ tellQueue: async () => {} }));
useStudyPage(async (opened) => {
  ({ db, files, page } = opened);
  await installDeck(db, deck(FIVE), scheduler, Date.now());
});

test("a study page that hears of what the background has written forgets the ring", async () => {
  const live = startSession("newtab");
  await live.ready;
  await live.current().actions.readKnowledge?.();
  expect(readKeptKnowledge()).not.toBeNull();
  // What the folder of another machine has brought, say.
  await grade(db, await get(db, forward("a")), 4, Date.now());
  page.announce();
  expect(readKeptRing()).toBeNull();
});
