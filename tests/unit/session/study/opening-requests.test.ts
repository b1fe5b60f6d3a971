/** What a page asks of the database and of the second record from its opening until it is at rest. */
import { expect, test, vi } from "vitest";
import { openGuarded } from "../../../../src/copies/record/open-guarded.ts";
import { startSession } from "../../../../src/session/study/live-session.ts";
import { deviceRow } from "../../../../src/store/database/local.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { countRequests } from "../../../support/database/count-requests.ts";
import { DEVICE, FIVE, forward, get, grade, scheduler } from "../../../support/database/db-steps.ts";
import type { MemoryFiles } from "../../../support/places/memory-files.ts";
import { deck } from "../../../support/samples/cards.ts";
import type { PageStub } from "../../../support/session/page-stub.ts";
import { until, useStudyPage } from "../../../support/session/study-page.ts";

let files: MemoryFiles;
let page: PageStub;
let db: Database;

vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => files }));
vi.mock("../../../../src/platform/bundled-decks.ts", () => ({ bundledDecks: {} }));
vi.mock("../../../../src/platform/queue-signs.ts", () => ({ tellQueue: async () => {} }));

useStudyPage((opened) => {
  ({ db, files, page } = opened);
});

async function openUntilRest(): Promise<void> {
  const live = startSession("popup");
  await live.ready;
  const before = page.persist.mock.calls.length;
  page.rest();
  await until(() => page.persist.mock.calls.length > before);
  await until(() => live.current().undoText !== null);
}

test("a page that finds what the one before left", async () => {
  const nowMs = Date.now();
  // It was answered here, so that it can be taken back.
  await db.put("local", deviceRow(DEVICE));
  await installDeck(db, deck(FIVE), scheduler, nowMs);
  await grade(db, await get(db, forward("a")), 4, nowMs);
  await (await openGuarded({}, async () => files)).copyAll();
  await openUntilRest();
  const write = vi.spyOn(files, "write");
  const list = vi.spyOn(files, "list");
  const { reads, of, transactions } = await countRequests(openUntilRest);
  // Some more than there are: what waits for what is not fixed.
  expect(reads).toBeLessThan(56);
  expect(transactions).toBeLessThan(17);
  expect(of).toMatchObject({ events: 6, segments: 1, decks: 2 });
  expect(list).toHaveBeenCalledTimes(1);
  expect(write).not.toHaveBeenCalled();
});
