import { afterEach, expect, test, vi } from "vitest";
import { goOnWithFolder } from "../../../src/background/go-on-with-folder.ts";
import { segmentFile } from "../../../src/copies/place/file-names.ts";
import { isUnfinished, noteStopped, noteUnfinished } from "../../../src/copies/shared/link.ts";
import { folderPlace } from "../../../src/platform/shared-folder.ts";
import { exchangeUnasked, exchangeWithFolder, folderToAllow } from "../../../src/session/folder/folder-exchange.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { packEvents, sha256 } from "../../../src/store/segments/pack.ts";
import { FIVE, foldsToItself, NOW, OTHER_DEVICE, scheduler } from "../../support/database/db-steps.ts";
import { reviews } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { type FakeFolder, fakeFolder, fakeLocks } from "../../support/places/fake-folder.ts";
import { deck } from "../../support/samples/cards.ts";
import "../../support/gallery/browser-stub.ts";

/** No fake database can keep a handle. */
const kept = vi.hoisted(() => ({ folder: null as unknown }));
vi.mock("../../../src/copies/shared/link.ts", async (load) => ({
  ...(await load<typeof import("../../../src/copies/shared/link.ts")>()),
  readFolder: async () => kept.folder,
}));

const EVENTS = 1500;
let db: Database;
let folder: FakeFolder;

useDatabase(async (opened) => {
  db = opened;
  vi.spyOn(console, "error").mockReturnValue();
  vi.stubGlobal("navigator", { ...globalThis.navigator, locks: fakeLocks() });
  folder = fakeFolder();
  kept.folder = folder.handle;
  await installDeck(db, deck(FIVE), scheduler, NOW);
  const bytes = await packEvents(reviews(EVENTS, NOW - EVENTS * 60_000, OTHER_DEVICE));
  const head = { number: 1, events: EVENTS, hash: await sha256(bytes) };
  await folderPlace(folder.handle).write(segmentFile(OTHER_DEVICE, head).name, bytes);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test("an exchange that nobody began or left is none of its business", async () => {
  expect(await goOnWithFolder(db)).toEqual({ changed: false, more: false });
  expect((await wholeLog(db)).length).toBe(0);
});

test("what a page had no time for comes in step by step, until there is no more of it", async () => {
  await exchangeWithFolder(db, { goOn: () => false });
  expect(await isUnfinished(db)).toBe(true);
  expect((await wholeLog(db)).length).toBeLessThan(EVENTS);
  let rounds = 0;
  for (let more = true; more; rounds++) {
    ({ more } = await goOnWithFolder(db, 0));
    await foldsToItself(db);
    if (rounds > 200) throw new Error("it comes to no end");
  }
  expect(rounds).toBeGreaterThan(1);
  expect((await wholeLog(db)).length).toBe(EVENTS);
  expect(await isUnfinished(db)).toBe(false);
});

test("a page that is closed in the middle leaves a note; a folder that is gone is not tried again every minute", async () => {
  // As the page leaves it, which comes to no end.
  await noteUnfinished(db, true);
  expect(await goOnWithFolder(db)).toEqual({ changed: true, more: false });
  expect((await wholeLog(db)).length).toBe(EVENTS);
  await noteUnfinished(db, true);
  folder.state.isGone = true;
  await expect(goOnWithFolder(db)).rejects.toThrow();
  expect(await isUnfinished(db)).toBe(false);
});

test("what came in before the folder was gone is told, for pages to look again", async () => {
  await noteUnfinished(db, true);
  folder.state.onWrite = () => {
    folder.state.isGone = true;
  };
  expect(await goOnWithFolder(db)).toEqual({ changed: true, more: false });
  expect((await wholeLog(db)).length).toBeGreaterThan(0);
  expect(console.error).toHaveBeenCalled();
  expect(await isUnfinished(db)).toBe(false);
});

test("where the browser wants the user asked for the folder, it waits for a page", async () => {
  await noteUnfinished(db, true);
  folder.state.access = "prompt";
  expect(await goOnWithFolder(db)).toEqual({ changed: false, more: false });
  expect(await isUnfinished(db)).toBe(true);
});

test("nor does a study page go on with what the user stopped, nor ask for its folder, before they ask for it", async () => {
  await noteStopped(db, true);
  folder.state.access = "prompt";
  expect(await folderToAllow(db)).toBeNull();
  folder.state.access = "granted";
  expect(await exchangeUnasked(db, {})).toBeNull();
  expect((await wholeLog(db)).length).toBe(0);
  await noteStopped(db, false);
  expect(await exchangeUnasked(db, {})).toMatchObject({ complete: true });
  expect((await wholeLog(db)).length).toBe(EVENTS);
});

test("what the user stopped it leaves alone, also where it was begun before, until all of it has come in", async () => {
  await noteStopped(db, true);
  await exchangeWithFolder(db, { goOn: () => false });
  const came = (await wholeLog(db)).length;
  expect(came).toBeLessThan(EVENTS);
  expect(await goOnWithFolder(db)).toEqual({ changed: false, more: false });
  expect((await wholeLog(db)).length).toBe(came);
  expect((await exchangeWithFolder(db))?.complete).toBe(true);
  await noteUnfinished(db, true);
  expect(await isUnfinished(db)).toBe(true);
});
