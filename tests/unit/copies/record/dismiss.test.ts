/** Once the user has read what was brought back it is told no more; but what they have not read is. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keepNotice, readNotice } from "../../../../src/copies/place/notice.ts";
import { type Guarded, openGuarded } from "../../../../src/copies/record/open-guarded.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { deleteDatabase, FIVE, forward, get, grade, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { deck } from "../../../support/samples/cards.ts";

let files: MemoryFiles;
let guarded: Guarded;
const open = async (): Promise<void> => {
  guarded = await openGuarded({}, async () => files);
};
beforeEach(async () => {
  await deleteDatabase();
  files = memoryFiles();
  await open();
  await installDeck(guarded.db, deck(FIVE), scheduler, NOW);
});
afterEach(() => guarded.db.close());

test("what the background adds while a page shows the notice is told by the next one", async () => {
  await keepNotice(files, { events: 5, missing: 2 });
  expect((await guarded.reconcile()).notice).toEqual({ events: 5, missing: 2 });
  await keepNotice(files, { events: 3 });
  await guarded.dismiss();
  expect((await guarded.reconcile()).notice).toEqual({ events: 3, missing: 0 });
  await guarded.dismiss();
  expect([...files.content.keys()]).not.toContain("restored.json");
});

test("it is taken away when nobody else is at it", async () => {
  await keepNotice(files, { events: 5 });
  await guarded.reconcile();
  let dismissed: Promise<void> | null = null;
  await files.lock("exclusive", async () => {
    dismissed = guarded.dismiss();
    await keepNotice(files, { events: 3 });
    expect(await readNotice(files)).toEqual({ events: 8, missing: 0 });
  });
  await dismissed;
  expect(await readNotice(files)).toEqual({ events: 3, missing: 0 });
});

test("of what was known at the opening alone, the rest is left", async () => {
  await grade(guarded.db, await get(guarded.db, forward("a")), 3, NOW);
  await guarded.journaled();
  guarded.db.close();
  await deleteDatabase();
  await keepNotice(files, { events: 4 });
  await open();
  expect(guarded.restored).toEqual({ events: 1, missing: 0 });
  await guarded.dismiss();
  expect(await readNotice(files)).toEqual({ events: 4, missing: 0 });
});
