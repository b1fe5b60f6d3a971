/** What waits to come in, or to arrive elsewhere, is in the second record as well, and comes back if the database is lost. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { deckHash } from "../../../../src/copies/place/deck-hash.ts";
import { type Guarded, openGuarded } from "../../../../src/copies/record/open-guarded.ts";
import { isAnyOffered, keepAside, noteArrived } from "../../../../src/copies/shared/given-files.ts";
import { keepLines, linesKept, takeInKept } from "../../../../src/copies/shared/kept-lines.ts";
import { type NewsFile, packNews, takeInNews } from "../../../../src/copies/shared/news-file.ts";
import { copyWaiting, waitingNames } from "../../../../src/copies/shared/waiting.ts";
import type { Deck } from "../../../../src/core/deck/deck.ts";
import type { DeckId, DeviceId } from "../../../../src/core/ids.ts";
import type { Place } from "../../../../src/core/log/place.ts";
import { judgeDeck } from "../../../../src/session/folder/folder-exchange.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { packEvents, packJson } from "../../../../src/store/segments/pack.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { deleteDatabase, FIVE, forward, get, grade, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const LATER = { kind: "review", later: 1 };
const OTHER = "0000000000000007" as DeviceId;

let files: MemoryFiles;
let page: Guarded;
const open = async (): Promise<void> => {
  page = await openGuarded({}, async () => files);
};
/** As the care and the page do that took files in. */
const copy = async (place: Place = files): Promise<void> => {
  await copyWaiting(page.db, place);
  await page.copyAll();
};
beforeEach(async () => {
  vi.spyOn(console, "error").mockReturnValue();
  await deleteDatabase();
  files = memoryFiles();
  await open();
  await installDeck(page.db, deck(FIVE), scheduler, NOW);
  await grade(page.db, await get(page.db, forward("a")), 3, NOW);
  await copy();
});
afterEach(async () => {
  page.db.close();
  vi.restoreAllMocks();
  await deleteDatabase();
});

async function loseDatabase(): Promise<void> {
  await page.journaled();
  page.db.close();
  await deleteDatabase();
  await open();
  expect(page.restored).not.toBeNull();
  await copy();
}

const waitingFiles = async () => (await files.list()).filter((name) => name.startsWith("waiting-"));

describe("lines for a later version", () => {
  test("come back with the database, in whichever files they came", async () => {
    const [one] = reviews(1);
    const bytes = await packEvents([one, LATER] as never);
    expect(await takeInNews(page.db, [{ name: "x.gz", bytes }], null)).toMatchObject({ taken: 1, keptForLater: 1 });
    await keepLines(page.db, [{ ...LATER, later: 2 }]);
    await copy();
    await loseDatabase();
    expect(await linesKept(page.db)).toHaveLength(2);
    expect(await linesKept(page.db)).toEqual(expect.arrayContaining([LATER, { ...LATER, later: 2 }]));
    // All agrees: nothing is written.
    const before = new Map(files.content);
    await copy();
    expect(files.content).toEqual(before);
  });

  test("go from the second record once they have come in, and what is left of them stays", async () => {
    await keepLines(page.db, [...reviews(2), LATER]);
    await copy();
    expect(await takeInKept(page.db)).toBe(2);
    await copy();
    expect(await waitingFiles()).toHaveLength(1);
    await loseDatabase();
    expect(await linesKept(page.db)).toEqual([LATER]);
    expect(await wholeLog(page.db)).toHaveLength(3);
  });

  test("that came in do not come back where copying ended in its middle", async () => {
    await keepLines(page.db, reviews(1));
    const ending: Place = {
      ...files,
      async write(name, bytes) {
        await files.write(name, bytes);
        throw new Error("the browser has ended");
      },
    };
    await expect(copy(ending)).rejects.toThrow("ended");
    expect(await waitingFiles()).toHaveLength(1);
    expect(await takeInKept(page.db)).toBe(1);
    await keepLines(page.db, [LATER]);
    await copy();
    expect(await linesKept(page.db)).toEqual([LATER]);
    expect(await waitingFiles()).toHaveLength(1);
  });

  test("whose file is torn cost no other, and its bytes stay", async () => {
    await keepLines(page.db, [LATER]);
    await keepLines(page.db, [{ ...LATER, later: 2 }]);
    await copy();
    const [torn = ""] = await waitingFiles();
    const bytes = files.content.get(torn)?.slice(0, -6) as Uint8Array<ArrayBuffer>;
    files.content.set(torn, bytes);
    await loseDatabase();
    expect(await linesKept(page.db)).toHaveLength(1);
    expect(files.content.get(torn)).toEqual(bytes);
    await copy();
    expect(await linesKept(page.db)).toHaveLength(1);
  });
});

describe("a deck that gave way", () => {
  const ID = "mine" as DeckId;
  const made = (name: string): Deck => deck([content(name, 0, { deck: ID })], "1", { id: ID });
  let [lesser, greater]: Deck[] = [];
  beforeEach(async () => {
    const both = await Promise.all(
      ["one", "two"].map(async (name) => [await deckHash(made(name)), made(name)] as const),
    );
    [lesser, greater] = both.toSorted(([x], [y]) => (x < y ? -1 : 1)).map(([, one]) => one);
  });
  const nameOf = async (one: Deck): Promise<string> => `deck-mine@1@${OTHER}@${await deckHash(one)}.gz`;
  const takeIn = async (one: Deck) =>
    takeInNews(page.db, [{ name: await nameOf(one), bytes: await packJson(one) }], null, judgeDeck);
  const givesWay = async (): Promise<void> => {
    if (!lesser || !greater) throw new Error("no decks");
    await installDeck(page.db, lesser, scheduler, NOW, "own");
    await copy();
    expect(await takeIn(greater)).toMatchObject({ decks: 1 });
    await copy();
  };
  const saved = async () => packNews(page.db, false, null);

  test("comes back with the database, and goes once it has arrived", async () => {
    await givesWay();
    const [name = ""] = await waitingNames(page.db);
    const fileIn = (files: readonly NewsFile[]) => files.find((file) => file.name === name);
    const before = fileIn((await saved()).files);
    await loseDatabase();
    const news = await saved();
    expect(before?.bytes.length).toBeGreaterThan(0);
    expect(fileIn(news.files)).toEqual(before);
    expect(await waitingFiles()).toEqual([`waiting-${name}`]);
    await news.offered();
    await noteArrived(page.db);
    await copy();
    expect(await waitingFiles()).toEqual([]);
    await loseDatabase();
    expect(await waitingNames(page.db)).toEqual([]);
  });

  test("after files were handed over is none of those that have arrived", async () => {
    const news = await saved();
    await givesWay();
    await news.offered();
    await noteArrived(page.db);
    expect(await waitingNames(page.db)).toHaveLength(1);
    expect(await isAnyOffered(page.db)).toBe(false);
  });

  test("stays where it is when there is no room for one more, until one has arrived", async () => {
    if (!lesser || !greater) throw new Error("no decks");
    for (let i = 0; i < 20; i++) await keepAside(page.db, { name: `deck-more@${i}.gz`, bytes: new Uint8Array(1) });
    await installDeck(page.db, lesser, scheduler, NOW, "own");
    expect(await takeIn(greater)).toMatchObject({ decks: 0, decksWithoutRoom: 1, complete: true });
    expect(await page.db.get("contents", lesser.cards[0]?.id ?? forward("a"))).toBeDefined();
    await (await saved()).offered();
    await noteArrived(page.db);
    expect(await takeIn(greater)).toMatchObject({ decks: 1, decksWithoutRoom: 0 });
  });

  test("nobody reads it to tell that it was handed over", async () => {
    await givesWay();
    await (await saved()).offered();
    await page.db.put("local", { key: "job/offered-in-files", value: null });
    const [name = ""] = await waitingNames(page.db);
    const key = `job/waiting-${name}`;
    await page.db.put("local", { ...(await page.db.get("local", key)), ...UNREADABLE } as never);
    breakRows();
    expect(await isAnyOffered(page.db)).toBe(true);
  });
});
