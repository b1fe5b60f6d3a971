/** Actions on chosen cards, as the progress page takes them. */
import { afterEach, describe, expect, test, vi } from "vitest";
import type { EventId } from "../../../../src/core/ids.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import type { Clock } from "../../../../src/platform/clock.ts";
import { type ActionWays, type CardActions, cardActions } from "../../../../src/session/cards/card-actions.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { at, get, grade, NOW, random, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import "../../../support/gallery/browser-stub.ts";

const MANY = Array.from({ length: 12 }, (_, i) => content(`card-${i}`, i));
const IDS = MANY.map(({ id }) => id);
let db: Database;
let nowMs: number;
const clock: Clock = { nowMs: () => nowMs, offsetAt: () => 60, randomBytes: random };
const written = vi.fn();
const begun = (): CardActions => cardActions(db, clock, written, () => {});
const suspended = async () => (await db.getAll("states")).filter(({ state }) => state.suspended).length;

useDatabase(async (opened) => {
  db = opened;
  nowMs = NOW;
  written.mockReset();
  await installDeck(db, deck(MANY), scheduler, NOW);
});
afterEach(() => vi.restoreAllMocks());

describe("an action on chosen cards", () => {
  test("on a few is done at once, said, and taken back", async () => {
    const actions = begun();
    await actions.start(IDS.slice(0, 3), { kind: "suspend" });
    expect(await suspended()).toBe(3);
    expect(actions.current()).toMatchObject({
      asked: null,
      busy: false,
      said: { kind: "done", changed: 3, meanwhile: 0 },
      last: { kind: "suspend", cards: 3 },
    });
    await actions.takeBack();
    expect(await suspended()).toBe(0);
    expect(actions.current()).toMatchObject({ said: { kind: "takenBack", action: "suspend", cards: 3 }, last: null });
    expect(written).toHaveBeenCalledTimes(2);
  });

  test("on many is asked first; a no changes nothing", async () => {
    const actions = begun();
    await actions.start(IDS, { kind: "suspend" });
    expect(actions.current().asked?.cards).toHaveLength(12);
    expect(await suspended()).toBe(0);
    await actions.answer(false);
    expect(actions.current().asked).toBeNull();
    await actions.start(IDS, { kind: "suspend" });
    await actions.answer(true);
    expect(await suspended()).toBe(12);
    expect(actions.current()).toMatchObject({ busy: false, written: null });
    await actions.takeBack();
    expect(await suspended()).toBe(0);
    expect(actions.current()).toMatchObject({ busy: false, written: null });
  });

  test("a reset is asked for even of one card; a card that is answered meanwhile stays", async () => {
    const [id] = IDS;
    if (!id) throw new Error("a card was expected");
    await grade(db, await get(db, id), 4, NOW - 9 * DAY_MS);
    const actions = begun();
    await actions.start(IDS, { kind: "reset" });
    expect(actions.current().asked).toMatchObject({ cards: [{ id }], unchanged: 11 });
    await grade(db, await get(db, id), 3, NOW);
    await actions.answer(true);
    expect(actions.current().said).toMatchObject({ kind: "done", changed: 0, meanwhile: 1 });
    expect((await get(db, id)).state.reviews).toBe(2);
    expect(written).not.toHaveBeenCalled();
  });

  test("that would change nothing says so", async () => {
    const actions = begun();
    const action = { kind: "due", dueDay: at(NOW).today + 3 } as const;
    await actions.start(IDS, action);
    expect(actions.current()).toMatchObject({ said: { kind: "nothing", action }, last: null });
  });

  test("of today can be taken back from a page that is opened later, and not tomorrow", async () => {
    await begun().start(IDS.slice(0, 2), { kind: "bury" });
    const later = begun();
    await vi.waitFor(() => expect(later.current().last).toMatchObject({ kind: "bury", cards: 2, begun: null }), {
      interval: 1,
    });
    nowMs += DAY_MS;
    await later.takeBack();
    expect(later.current()).toMatchObject({ said: { kind: "overtaken" }, last: null });
    expect((await db.getAll("states")).filter(({ state }) => state.buriedUntil !== undefined)).toHaveLength(2);
  });

  test("that cannot be written says why, and can be tried again", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const actions = begun();
    const transaction = vi.spyOn(db, "transaction").mockImplementation(() => {
      throw new DOMException("no room", "QuotaExceededError");
    });
    await actions.start(IDS.slice(0, 2), { kind: "suspend" });
    expect(actions.current()).toMatchObject({ busy: false, said: { kind: "failed" } });
    transaction.mockRestore();
    await actions.start(IDS.slice(0, 2), { kind: "suspend" });
    expect(await suspended()).toBe(2);
  });
});

test("a page says so where another has taken an action back before it", async () => {
  const one = begun();
  await one.start(IDS.slice(0, 3), { kind: "suspend" });
  const behind = begun();
  await vi.waitFor(() => expect(behind.current().last).not.toBeNull());
  await one.takeBack();
  await behind.takeBack();
  expect(behind.current()).toMatchObject({ said: { kind: "overtaken" }, last: null });
  expect(await suspended()).toBe(0);
});

test.each(["done", "taken back"])(
  "what was %s is not said to be unchanged where nothing can be read behind it",
  async (what) => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const last = { kind: "suspend", cards: 3, first: "first" as EventId, begun: null } as const;
    const ways = {
      apply: async () => ({ end: "whole", changed: 3, meanwhile: 0 }) as const,
      last: vi.fn<ActionWays["last"]>(async () => last),
      takeBack: async () => ({ end: "whole", kind: "suspend", cards: 3, unreadable: 0 }) as const,
    };
    const actions = cardActions(db, clock, written, () => {}, ways);
    await vi.waitFor(() => expect(actions.current().last).toEqual(last), { interval: 1 });
    ways.last.mockRejectedValue(new DOMException("The connection was closed.", "InvalidStateError"));
    await (what === "done" ? actions.start(IDS.slice(0, 3), { kind: "suspend" }) : actions.takeBack());
    const kind = what === "done" ? "done" : "takenBack";
    // Whether there is still something to take back nobody knows.
    expect(actions.current()).toMatchObject({ busy: false, said: { kind }, last: null });
    expect(written).toHaveBeenCalledTimes(1);
  },
);
