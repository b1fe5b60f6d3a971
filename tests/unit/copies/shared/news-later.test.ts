/** Files that are carried by hand miss nothing: what could not go or come with one of them goes or comes later. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { isAnyOffered, noteArrived } from "../../../../src/copies/shared/given-files.ts";
import { keepLines, linesKept, takeInKept } from "../../../../src/copies/shared/kept-lines.ts";
import { packNews, takeInNews } from "../../../../src/copies/shared/news-file.ts";
import type { DeckId } from "../../../../src/core/ids.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { judgeDeck } from "../../../../src/session/folder/folder-exchange.ts";
import { rowsFor } from "../../../../src/store/database/event-rows.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { packEvents } from "../../../../src/store/segments/pack.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { countRequests } from "../../../support/database/count-requests.ts";
import { NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { answerOn, makeDevice, sharedFolder, standing, type TestDevice } from "../../../support/places/devices.ts";
import { content, deck } from "../../../support/samples/cards.ts";

let a: TestDevice;
let b: TestDevice;
beforeEach(async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const folder = sharedFolder();
  [a, b] = [await makeDevice(folder), await makeDevice(folder)];
});
afterEach(() => {
  for (const { db } of [a, b]) db.close();
  vi.restoreAllMocks();
});

const answers = async (on: TestDevice, count: number, from = 0): Promise<void> => {
  for (let i = from; i < from + count; i++) await answerOn(on, i, NOW + i * 1000);
};
const events = async (on: TestDevice) => (await packNews(on.db, false, null)).files.map((file) => file.events);

/** What one machine keeps of files until it can come in. */
const waiting = (): Promise<readonly unknown[]> => linesKept(b.db);

/** Saves files on one machine and takes them in on the other. */
async function carry(from: TestDevice, to: TestDevice, options: Parameters<typeof takeInNews>[4] = {}) {
  const { files, offered } = await packNews(from.db, false, null);
  await offered();
  return takeInNews(to.db, files, null, judgeDeck, options);
}

describe("a row of the log that cannot be read when a file is saved", () => {
  test("is told of, and is in the next file once it is mended", async () => {
    await answers(a, 3);
    const event = (await a.db.get("events", 2)) as Envelope;
    await a.db.put("events", { ...event, ...UNREADABLE } as Envelope, 2);
    breakRows();
    const first = await packNews(a.db, false, null);
    expect([first.unread, first.files.map((file) => file.events)]).toEqual([1, [2]]);
    await first.offered();
    await noteArrived(a.db);
    expect(await packNews(a.db, false, null)).toMatchObject({ files: [], unread: 1 });
    await merge(a.db, [event], scheduler);
    const second = await packNews(a.db, false, null);
    expect([second.unread, second.files.map((file) => file.events)]).toEqual([0, [1]]);
    await takeInNews(b.db, [...first.files, ...second.files], null);
    expect(await standing(b)).toEqual(await standing(a));
    await second.offered();
    await noteArrived(a.db);
    expect(await events(a)).toEqual([]);
  });

  test("gives what is left of it, and all of it once it is whole", async () => {
    const some = reviews(3).map((event) => ({ ...event, card: reviews(1)[0]?.card })) as Envelope[];
    const [whole] = rowsFor(some);
    if (!whole || !("events" in whole)) throw new Error("no row of several");
    const spoilt = { ...whole, events: whole.events.map((event, i) => (i === 1 ? {} : event)) };
    await a.db.put("events", spoilt as unknown as typeof whole, 7);
    const first = await packNews(a.db, false, null);
    expect([first.unread, first.files.map((file) => file.events)]).toEqual([1, [2]]);
    await first.offered();
    await noteArrived(a.db);
    expect(await events(a)).toEqual([]);
    await a.db.put("events", whole, 7);
    expect(await events(a)).toEqual([3]);
  });
});

test("a deck of which a row cannot be read is told of, and keeps nothing else from being saved", async () => {
  const mine = "mine" as DeckId;
  const one = content("same", 0, { deck: mine });
  await installDeck(a.db, deck([one], "1", { id: mine }), scheduler, NOW, "own");
  await answers(a, 2);
  await a.db.put("contents", { ...one, ...UNREADABLE } as typeof one);
  breakRows();
  expect(await packNews(a.db, false, null)).toMatchObject({ files: [{ events: 2 }], damagedDecks: 1 });
  await a.db.put("contents", one);
  expect(await packNews(a.db, false, null)).toMatchObject({ files: [{ events: 2 }, { events: 0 }], damagedDecks: 0 });
});

describe("a line that this version takes for no event", () => {
  test("is told of, and kept for a later one, whatever else the file brings", async () => {
    await answers(a, 2);
    const [one, two] = await wholeLog(a.db);
    const bytes = await packEvents([one as Envelope, { ...(two as Envelope), rating: "good" } as never]);
    for (const taken of [1, 0])
      expect(await takeInNews(b.db, [{ name: "x.gz", bytes }], null)).toMatchObject({ taken, keptForLater: 1 });
    expect(await takeInKept(b.db)).toBe(0);
    // As a version does that reads it: what was kept is an event.
    await keepLines(b.db, [two]);
    expect(await takeInKept(b.db)).toBe(1);
    expect((await wholeLog(b.db)).length).toBe(2);
    expect(await takeInKept(b.db)).toBe(0);
  });

  test("is refused with its file where there are more of them than can be kept, and nothing is changed", async () => {
    await answers(a, 1);
    const lines = Array.from({ length: 10_001 }, (_, i) => ({ kind: "review", id: i }));
    const bytes = await packEvents([...(await wholeLog(a.db)), ...(lines as never[])]);
    await expect(takeInNews(b.db, [{ name: "x.gz", bytes }], null)).rejects.toMatchObject({ reason: "newer" });
    expect((await wholeLog(b.db)).length).toBe(0);
  });
});

describe("what waits to come in", () => {
  const later = { kind: "review", later: 1 };

  test("loses nothing that a page keeps while the rest of it comes in", async () => {
    await keepLines(b.db, reviews(2500));
    let keeping: Promise<unknown> | null = null;
    const goOn = (): boolean => {
      keeping ??= keepLines(b.db, [later]);
      return true;
    };
    expect(await takeInKept(b.db, goOn)).toBe(2500);
    await keeping;
    expect(await waiting()).toEqual([later]);
  });

  test("loses nothing that two pages keep at once", async () => {
    const other = { ...later, later: 2 };
    await Promise.all([later, other].map((line) => keepLines(b.db, [line])));
    const kept = await waiting();
    expect(kept).toHaveLength(2);
    expect(kept).toEqual(expect.arrayContaining([later, other]));
  });

  describe("where the row of an event can be neither read nor replaced", () => {
    let event: Envelope;
    let end: () => void;
    beforeEach(async () => {
      await answers(a, 3);
      await carry(a, b);
      event = (await b.db.get("events", 2)) as Envelope;
      await b.db.put("events", { ...event, ...UNREADABLE } as Envelope, 2);
      breakRows();
      const { put } = IDBObjectStore.prototype;
      const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
        this: IDBObjectStore,
        ...row
      ) {
        if (this.name === "events") throw new DOMException("no room", "QuotaExceededError");
        return put.apply(this, row);
      });
      end = () => full.mockRestore();
    });
    const comesInLater = async (): Promise<void> => {
      expect(await waiting()).toEqual([event]);
      end();
      expect(await takeInKept(b.db)).toBe(1);
      expect(await waiting()).toEqual([]);
      expect(await standing(b)).toEqual(await standing(a));
    };

    test("stays there until it can", async () => {
      await keepLines(b.db, [event]);
      expect(await takeInKept(b.db)).toBe(0);
      await comesInLater();
    });

    test("gets it from a file, which need not be kept", async () => {
      expect(await carry(a, b)).toMatchObject({ taken: 0, known: 2, keptForLater: 0, complete: true });
      await comesInLater();
    });

    test("and has no room for it, the file is not said to be taken in", async () => {
      const lines = Array.from({ length: 10_000 }, (_, i) => ({ ...later, later: i }));
      await keepLines(b.db, lines);
      expect(await carry(a, b)).toMatchObject({ taken: 0, known: 2, complete: false });
      expect(await waiting()).toEqual(lines);
    });
  });
});

describe("what was saved is saved again", () => {
  const ID = "mine" as DeckId;
  beforeEach(async () => {
    await installDeck(a.db, deck([content("same", 0, { deck: ID })], "1", { id: ID }), scheduler, NOW, "own");
    await answers(a, 3);
  });

  test("until a file of the other machine holds it", async () => {
    await carry(a, b);
    expect([await events(a), await isAnyOffered(a.db)]).toEqual([[3, 0], true]);
    await answers(b, 1, 3);
    await carry(b, a);
    expect([await events(a), await isAnyOffered(a.db)]).toEqual([[1], false]);
    // What it has from there it need not get back.
    await carry(a, b);
    expect([await events(b), await isAnyOffered(b.db)]).toEqual([[], false]);
    expect(await standing(b)).toEqual(await standing(a));
  });

  test("where it is lost on its way, also with all that came since", async () => {
    await (await packNews(a.db, false, null)).offered();
    await answers(b, 1, 3);
    await carry(b, a);
    expect(await isAnyOffered(a.db)).toBe(true);
    await answers(a, 1, 4);
    await carry(a, b);
    expect(await standing(b)).toEqual(await standing(a));
  });

  test("where it came in part, and where it comes back to its own machine", async () => {
    await merge(a.db, reviews(1200), scheduler);
    const { files, offered } = await packNews(a.db, false, null);
    await offered();
    await takeInNews(a.db, files, null, judgeDeck);
    expect(await isAnyOffered(a.db)).toBe(true);
    let told = 0;
    const onTaken = (): void => void told++;
    await takeInNews(b.db, files, null, judgeDeck, { goOn: () => told < 1, onTaken });
    expect((await wholeLog(b.db)).length).toBeLessThan(1200);
    await carry(b, a);
    expect(await isAnyOffered(a.db)).toBe(true);
    await takeInNews(b.db, files, null, judgeDeck);
    await carry(b, a);
    expect(await isAnyOffered(a.db)).toBe(false);
  });

  test("where its deck did not come with it", async () => {
    const { files, offered } = await packNews(a.db, false, null);
    await offered();
    await takeInNews(b.db, files.slice(0, 1), null, judgeDeck);
    await carry(b, a);
    expect(await isAnyOffered(a.db)).toBe(true);
    await takeInNews(b.db, files.slice(1), null, judgeDeck);
    await carry(b, a);
    expect(await isAnyOffered(a.db)).toBe(false);
  });

  test("until the user says that it arrived", async () => {
    await (await packNews(a.db, false, null)).offered();
    expect(await events(a)).toEqual([3, 0]);
    await noteArrived(a.db);
    expect([await events(a), await isAnyOffered(a.db)]).toEqual([[], false]);
  });

  test("row by row where not all of it has come back, in as many requests as there are stretches of the log", async () => {
    const all = reviews(600);
    await merge(a.db, all, scheduler);
    await (await packNews(a.db, false, null)).offered();
    await answers(b, 1, 3);
    await carry(b, a);
    // Some that the other machine has, between those that it has not.
    await merge(
      b.db,
      all.filter((_, i) => i % 3 === 0),
      scheduler,
    );
    await carry(b, a);
    const { of } = await countRequests(async () => expect(await events(a)).toEqual([404, 0]));
    expect(of.events).toBeLessThan(60);
  });
});
