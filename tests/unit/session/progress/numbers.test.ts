/** The numbers of the progress page, from the sums that writers keep. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DeckId } from "../../../../src/core/ids.ts";
import { searchLines } from "../../../../src/core/stats/card-search.ts";
import { sumsBetween } from "../../../../src/core/stats/day-table.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { readKnowledge } from "../../../../src/session/cards/read-facts.ts";
import { readCardList } from "../../../../src/session/progress/card-list.ts";
import { numbersControl } from "../../../../src/session/progress/numbers.ts";
import { beginRecount, finishRecount, recountSome } from "../../../../src/store/days/recount.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { setSwitch } from "../../../../src/store/settings/set-switch.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { countRows } from "../../../support/database/count-rows.ts";
import {
  at,
  FIVE,
  foldsToItself,
  forward,
  get,
  grade,
  maker,
  NOW,
  scheduler,
  undo,
} from "../../../support/database/db-steps.ts";
import { reviews, reviewsOf } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck, TEST_DECK } from "../../../support/samples/cards.ts";
import "../../../support/gallery/browser-stub.ts";

/** What a test has a look say in place of the database. */
const days = vi.hoisted(() => ({ look: null as (() => Promise<boolean>) | null }));
vi.mock("../../../../src/store/days/recount.ts", async (load) => {
  const recount = await load<typeof import("../../../../src/store/days/recount.ts")>();
  return { ...recount, areDaysDoubtful: (db: Database) => days.look?.() ?? recount.areDaysDoubtful(db) };
});
const woken = vi.hoisted(() => vi.fn(async () => {}));
vi.mock("../../../../src/platform/alarm.ts", () => ({ wakeSoon: woken }));

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});

const control = () =>
  numbersControl(db, { nowMs: () => NOW, offsetAt: () => 60, randomBytes: (count) => new Uint8Array(count) });
async function numbers() {
  const one = control();
  await one.read();
  const state = one.current();
  if (state.kind !== "read") throw new Error(`the numbers are ${state.kind}`);
  return state.numbers;
}
const all = async () => sumsBetween((await numbers()).table, -1, 100_000);

test("hold what counts, day by day", async () => {
  await grade(db, await get(db, forward("a")), 4, NOW);
  await grade(db, await get(db, forward("b")), 4, NOW);
  await undo(db, NOW + 1000);
  await grade(db, await get(db, forward("a")), 1, NOW + 9 * DAY_MS);
  const { table } = await numbers();
  expect([...table.days]).toEqual([at(NOW).today, at(NOW + 9 * DAY_MS).today]);
  const sums = sumsBetween(table, 0, 100_000);
  expect([sums.answers, sums.introduced, sums.moved]).toEqual([2, 1, { new: -1, learning: 1, young: 0, mature: 0 }]);
  expect(sums.retention.young).toEqual({ passed: 0, asked: 1 });
});

test("count a card's answers under the id that it had before as its own", async () => {
  await grade(db, await get(db, forward("a")), 4, NOW);
  const renamed = [content("new-name", 0, { formerIds: [forward("a")] }), ...FIVE.slice(1)];
  await installDeck(db, deck(renamed, "2"), scheduler, NOW);
  await grade(db, await get(db, forward("new-name")), 3, NOW + 8 * DAY_MS);
  const sums = await all();
  expect([sums.answers, sums.introduced]).toEqual([2, 1]);
  expect(sums.retention.young).toEqual({ passed: 1, asked: 1 });
  expect(sums.moved.new).toBe(-1);
});

test("count no card that is switched off and not begun, as the list of cards and the ring do", async () => {
  await grade(db, await get(db, forward("a")), 4, NOW);
  expect((await numbers()).counted).toHaveLength(FIVE.length);
  await setSwitch(db, TEST_DECK, null, false, () => maker(NOW + 1000));
  expect((await numbers()).counted).toHaveLength(1);
  const clock = { nowMs: () => NOW + 2000, offsetAt: () => 60, randomBytes: (count: number) => new Uint8Array(count) };
  const { lines, today } = await readCardList(db, clock, () => {});
  expect(searchLines(lines, { asks: [], words: [], quoted: [], isDayUnclear: false }, "all", today)).toHaveLength(1);
  expect((await readKnowledge(db, clock)).decks.map(({ known }) => known.facts)).toEqual([1]);
});

test("take decks together, and read no event of a long log", async () => {
  await merge(db, reviews(3000), scheduler);
  const other = `${TEST_DECK}-2` as DeckId;
  await installDeck(db, deck([content("x", 0, { deck: other })], "1", { id: other }), scheduler, NOW, "own");
  await grade(db, await get(db, `${other}/x/forward` as never), 3, NOW);
  const { read } = await countRows(numbers);
  expect((await all()).answers).toBe(3001);
  expect(read).toBeLessThan((await db.count("days")) + (await db.count("states")) + 40);
});

test("say how far they have come while nothing can be shown yet, and a change while they are read is read again", async () => {
  const one = control();
  const seen: string[] = [];
  one.subscribe(() => seen.push(one.current().kind));
  await Promise.all([one.read(), one.read()]);
  expect(seen).toEqual(["reading", "read", "read"]);
});

describe("where something of a card cannot be read, and more of it changes", () => {
  beforeEach(() => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    // Nobody looks again by itself.
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    days.look = null;
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  /** The first answer of a card cannot be read when the second one is taken back. */
  async function damaged() {
    const first = await grade(db, await get(db, forward("a")), 4, NOW - 9 * DAY_MS);
    await grade(db, await get(db, forward("a")), 3, NOW);
    const [place] = await db.getAllKeysFromIndex("events", "card", forward("a"));
    await db.put("events", { ...first?.event, ...UNREADABLE } as never, place);
    breakRows();
    await undo(db, NOW + 1000);
    if (!first) throw new Error("not written");
    return first.event;
  }

  test("are said to be counted anew, and are what can be known once that is done", async () => {
    const lost = await damaged();
    woken.mockClear();
    expect((await numbers()).isCountingAnew).toBe(true);
    await vi.waitFor(() => expect(woken).toHaveBeenCalledOnce(), { interval: 1 });
    await finishRecount(db, () => true);
    expect(await numbers()).toMatchObject({ isCountingAnew: false });
    expect(await db.count("days")).toBe(0);
    // A copy has it.
    await merge(db, [lost], scheduler);
    expect((await numbers()).isCountingAnew).toBe(true);
    await finishRecount(db, () => true);
    expect((await numbers()).isCountingAnew).toBe(false);
    expect((await all()).answers).toBe(1);
    await foldsToItself(db);
  });

  test("as where many cards are brought along at once", async () => {
    const lost = await damaged();
    await finishRecount(db, () => true);
    const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    const more = names.flatMap((name) => reviewsOf(name, 2, NOW - 20 * DAY_MS));
    await merge(db, more, scheduler);
    expect((await numbers()).isCountingAnew).toBe(true);
    await finishRecount(db, () => true);
    await merge(db, [lost], scheduler);
    await finishRecount(db, () => true);
    await foldsToItself(db);
  });

  test("are read again once they are counted, also where nothing was found wrong", async () => {
    await damaged();
    const one = control();
    await one.read();
    const isCountingAnew = () => {
      const state = one.current();
      return state.kind === "read" && state.numbers.isCountingAnew;
    };
    expect(isCountingAnew()).toBe(true);
    await finishRecount(db, () => true);
    expect(isCountingAnew()).toBe(true);
    vi.advanceTimersByTime(5000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(isCountingAnew()).toBe(false), { interval: 1 });
  });

  describe("are looked at again", () => {
    /** Lets so much time pass, and then what begins with it. */
    async function pass(ms: number): Promise<void> {
      vi.advanceTimersByTime(ms);
      for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    }
    const isCountingAnew = ({ current }: ReturnType<typeof control>): boolean => {
      const state = current();
      return state.kind === "read" && state.numbers.isCountingAnew;
    };
    /** Numbers that are being counted anew. @param answer to each look */
    async function doubtful(answer: () => Promise<boolean>) {
      await damaged();
      const one = control();
      await one.read();
      expect(isCountingAnew(one)).toBe(true);
      const look = vi.fn(answer);
      days.look = look;
      return { one, look };
    }
    const unreadable = () => Promise.reject(new DOMException("The disk cannot be read.", "UnknownError"));

    test.each([
      ["fails", unreadable],
      ["finds nothing new", async () => true],
    ])("until it is known, where a look %s, and ever more rarely", async (_, answer) => {
      const { one, look } = await doubtful(answer);
      for (const [i, seconds] of [5, 10, 20, 40, 60, 60].entries()) {
        await pass(seconds * 1000 - 1);
        expect(look).toHaveBeenCalledTimes(i);
        await pass(1);
        expect(look).toHaveBeenCalledTimes(i + 1);
      }
      days.look = null;
      await finishRecount(db, () => true);
      await pass(60_000);
      expect(isCountingAnew(one)).toBe(false);
      // Nobody looks any more.
      expect(vi.getTimerCount()).toBe(0);
      // What is counted anew later is looked at as soon as before.
      await beginRecount(db);
      await one.read();
      expect(isCountingAnew(one)).toBe(true);
      await finishRecount(db, () => true);
      await pass(5000);
      expect(isCountingAnew(one)).toBe(false);
    });

    test("where they could not be read once they were counted", async () => {
      const { one, look } = await doubtful(async () => false);
      await finishRecount(db, () => true);
      // The look finds it; the reading behind it asks once more.
      look.mockResolvedValueOnce(false).mockImplementationOnce(unreadable);
      await pass(5000);
      expect(one.current().kind).toBe("failed");
      days.look = null;
      await pass(10_000);
      expect(one.current()).toMatchObject({ kind: "read", numbers: { isCountingAnew: false } });
    });

    test("no more once the connection is closed: the one that takes its place has numbers of its own", async () => {
      await doubtful(() => Promise.reject(new DOMException("The connection was closed.", "InvalidStateError")));
      await pass(5000);
      expect(vi.getTimerCount()).toBe(0);
    });
  });

  test("a check of sums that nothing has made doubtful says nothing", async () => {
    await grade(db, await get(db, forward("b")), 4, NOW - 10 * DAY_MS);
    await beginRecount(db, false);
    expect((await numbers()).isCountingAnew).toBe(false);
    await damaged();
    await beginRecount(db, false);
    await recountSome(db, { atOnce: 1 });
    expect((await numbers()).isCountingAnew).toBe(true);
  });
});
