/** The check reads each row of the log once, and what is written while it goes on makes no difference. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { checkAll } from "../../../../src/copies/check/check.ts";
import { total } from "../../../../src/copies/check/findings.ts";
import type { DeckSource } from "../../../../src/core/deck/deck.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { NEW_CARD_STATE } from "../../../../src/core/memory/card-state.ts";
import type { EventBatch } from "../../../../src/store/database/event-rows.ts";
import { read } from "../../../../src/store/database/transaction.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { addEvents } from "../../../../src/store/log/log.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { HeldLog } from "../../../../src/store/segments/held-log.ts";
import { packNext } from "../../../../src/store/segments/segments.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { FIVE, foldsToItself, forward, get, grade, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews, reviewsOf } from "../../../support/database/long-log.ts";
import { rowsReadOf } from "../../../support/database/rows-of-store.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { deck } from "../../../support/samples/cards.ts";

let db: Database;
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW, "own");
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Something that happens once, after the log was looked at and before the cards are. */
const meanwhile = (work: () => Promise<unknown>): DeckSource => {
  let isDone = false;
  return {
    versions: async () => {
      if (!isDone) {
        isDone = true;
        await work();
      }
      return [];
    },
    deck: () => Promise.reject(new Error("no deck")),
  };
};
const check = (decks: DeckSource = meanwhile(async () => {})) =>
  checkAll({ db, place: null, decks, scheduler, read: new Map() });

/** A log of single rows and of rows of several events, half of it packed. */
async function studied(): Promise<void> {
  for (const event of reviews(40)) await merge(db, [event], scheduler);
  await merge(
    db,
    ["a", "b"].flatMap((name) => reviewsOf(name, 30, NOW + 3_600_000)),
    scheduler,
  );
  while (await packNext(db, 15));
  expect(await db.count("events")).toBe(44);
}

test("each row of the log is read once", async () => {
  await studied();
  let checked = await check();
  const rows = await rowsReadOf("events", async () => {
    checked = await check();
  });
  expect([total(checked.found), checked.events, checked.cards]).toEqual([0, 100, 5]);
  expect(rows).toBe(44);
});

test("a row that says the same in another order than its segment is as sound", async () => {
  await studied();
  const row = (await db.get("events", 1)) as Envelope;
  await db.put("events", Object.fromEntries(Object.entries(row).toReversed()) as unknown as Envelope, 1);
  expect(total((await check()).found)).toBe(0);
  await db.put("events", { ...row, durationMs: 7 } as Envelope, 1);
  expect((await check()).found.event).toBe(1);
});

test("what is wrong is found in that one reading", async () => {
  await studied();
  await db.put("states", { ...(await get(db, forward("a"))), state: NEW_CARD_STATE });
  const [day] = await db.getAll("days");
  if (!day) throw new Error("no day");
  await db.delete("days", [day.day, day.deck]);
  const { found, mended } = await check();
  expect([found.card, found.day, total(found), total(mended)]).toEqual([1, 1, 2, 2]);
  await foldsToItself(db);
});

describe("after the log was looked at and before the cards are,", () => {
  test.each<readonly [string, () => Promise<unknown>]>([
    ["a grade", async () => grade(db, await get(db, forward("a")), 3, NOW + 90 * 86_400_000)],
    ["the first grade of a card", async () => grade(db, await get(db, forward("e")), 3, NOW + 90 * 86_400_000)],
    ["many events that come in", () => merge(db, reviewsOf("c", 11_000, NOW + 7_200_000), scheduler)],
  ])("%s is seen", async (_, work) => {
    await studied();
    const { found } = await check(meanwhile(work));
    expect([found.card, found.day]).toEqual([0, 0]);
    expect(total((await check()).found)).toBe(0);
    await foldsToItself(db);
  });

  test("a row that is mended is seen", async () => {
    await studied();
    const first = (await db.get("events", 1)) as Envelope;
    await db.put("events", { ...first, atMs: "then" } as unknown as Envelope, 1);
    const { found } = await check(meanwhile(() => merge(db, [first], scheduler)));
    expect([found.event, found.card, found.day]).toEqual([1, 0, 0]);
    await foldsToItself(db);
  });
});

test("a row that can be read again after the log was looked at counts", async () => {
  await studied();
  const [days, states] = [await db.getAll("days"), await db.getAll("states")];
  // No segment holds it, so that it is not put back.
  const row = (await db.get("events", 44)) as EventBatch;
  await db.put("events", { ...row, ...UNREADABLE }, 44);
  breakRows();
  const { found, mended } = await check(meanwhile(() => db.put("events", row, 44)));
  expect([found.event, total(mended)]).toEqual([10, 0]);
  expect([found.card, found.day]).toEqual([0, 0]);
  expect([await db.getAll("days"), await db.getAll("states")]).toEqual([days, states]);
});

test("a row of several events under another card is put under its own, and nothing of it is lost", async () => {
  await merge(db, reviewsOf("a", 6, NOW), scheduler);
  await merge(db, reviewsOf("c", 6, NOW), scheduler);
  const [days, states] = [await db.getAll("days"), await db.getAll("states")];
  const row = (await db.get("events", 1)) as EventBatch;
  for (const packed of [false, true]) {
    if (packed) await packNext(db, 3);
    await db.put("events", { ...row, card: forward("c") }, 1);
    const { found, mended } = await check();
    expect([found.event, total(found), total(mended)]).toEqual([6, 6, 6]);
    expect(await db.get("events", 1)).toEqual(row);
    expect([await db.getAll("days"), await db.getAll("states")]).toEqual([days, states]);
    expect(total((await check()).found)).toBe(0);
  }
});

test("an event of another card in a card's row is found, and put into a row of its own", async () => {
  await studied();
  const place = 41;
  const row = (await db.get("events", place)) as EventBatch;
  const [strange] = reviewsOf("c", 1, NOW + 9_000_000);
  if (!strange) throw new Error("no review");
  await db.put("events", { ...row, id: [...row.id, strange.id], events: [...row.events, strange] }, place);
  const { found, mended } = await check();
  // Its day had not counted it.
  expect([found.card, found.day]).toEqual([0, 1]);
  expect(mended.event).toBe(found.event);
  expect(await db.get("events", place)).toEqual(row);
  expect(await db.get("events", 45)).toEqual(strange);
  expect((await get(db, forward("c"))).state.reviews).toBeGreaterThan(0);
  await foldsToItself(db);
  expect(total((await check()).found)).toBe(0);
});

describe("the log that is held", () => {
  const seen = (held: HeldLog) => held.asSeenIn(read(db, ["events", "local"]));
  async function holding(most?: number): Promise<HeldLog> {
    const held = new HeldLog(most);
    await held.begin(db);
    const rows = await db.getAll("events");
    held.hold(
      0,
      rows.length,
      rows,
      rows.map((event) => [{ id: event.id, event: event as Envelope }]),
    );
    held.end();
    return held;
  }
  const single = (count: number, fromMs?: number) =>
    addEvents(db.transaction("events", "readwrite").store, reviewsOf("a", count, fromMs));

  test("keeps what somebody was given, whatever comes later", async () => {
    await single(3);
    const held = await holding();
    const before = (await seen(held))?.of(forward("a"));
    await single(2, NOW + 60_000);
    expect((await seen(held))?.of(forward("a"))).toHaveLength(5);
    expect(before).toHaveLength(3);
  });

  test("is none before its end, nor where a stretch was left out, nor where it is too long", async () => {
    await single(3);
    expect((await seen(await holding(3)))?.ids).toEqual([forward("a")]);
    expect(await seen(await holding(2))).toBeNull();
    const held = new HeldLog();
    await held.begin(db);
    held.hold(0, 2, [], []);
    expect(await seen(held)).toBeNull();
    held.hold(3, 4, [], []);
    held.end();
    expect(await seen(held)).toBeNull();
  });

  test("is none where a row cannot be read, be it then or later", async () => {
    await single(3);
    const held = new HeldLog();
    await held.begin(db);
    held.hold(0, 3, [undefined], [[{ id: null, event: null }]]);
    held.end();
    expect(await seen(held)).toBeNull();
    const later = await holding();
    const [row] = reviewsOf("a", 1, NOW + 60_000);
    await db.put("events", { ...row, ...UNREADABLE } as unknown as Envelope, 4);
    breakRows();
    expect(await seen(later)).toBeNull();
  });

  test("is none where a row stands under another card than its events, be it then or later", async () => {
    await single(3);
    const [event] = reviewsOf("a", 1, NOW + 60_000);
    if (!event) throw new Error("no review");
    const row: EventBatch = { id: [event.id], card: forward("c"), events: [event] };
    const held = new HeldLog();
    await held.begin(db);
    held.hold(0, 3, [row], [[{ id: event.id, event }]]);
    held.end();
    expect(await seen(held)).toBeNull();
    const later = await holding();
    await db.put("events", row, 4);
    expect(await seen(later)).toBeNull();
  });
});
