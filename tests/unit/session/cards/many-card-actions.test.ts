/** Actions on so many cards that they go in steps, as the progress page takes them: they are stopped, fail, and are gone on with. */
import { afterEach, expect, test, vi } from "vitest";
import type { Clock } from "../../../../src/platform/clock.ts";
import {
  type ActionState,
  type ActionWays,
  type CardActions,
  cardActions,
  type LastAction,
} from "../../../../src/session/cards/card-actions.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { lastAction } from "../../../../src/store/writing/card-actions.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { takeActionBack } from "../../../../src/store/writing/take-action-back.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { at, foldsToItself, maker, NOW, random, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import "../../../support/gallery/browser-stub.ts";

const MANY = Array.from({ length: 600 }, (_, i) => content(`card-${i}`, i));
const IDS = MANY.map(({ id }) => id);
let db: Database;
const clock: Clock = { nowMs: () => NOW, offsetAt: () => 60, randomBytes: random };
const written = vi.fn();
const suspended = async () => (await db.getAll("states")).filter(({ state }) => state.suspended).length;

useDatabase(async (empty) => {
  db = empty;
  written.mockReset();
  await installDeck(db, deck(MANY), scheduler, NOW);
});
afterEach(() => vi.restoreAllMocks());

async function begun(): Promise<CardActions> {
  const actions = cardActions(db, clock, written, () => {});
  await actions.start(IDS, { kind: "suspend" });
  return actions;
}

/** Does something once so many cards are done, while the work goes on. */
function onceDone(actions: CardActions, cards: number, what: () => void): void {
  const unsubscribe = actions.subscribe(() => {
    if ((actions.current().written?.done ?? 0) < cards) return;
    unsubscribe();
    what();
  });
}

/** A page that is opened now, once it says so of the last action. */
async function opened(wanted: Partial<LastAction>): Promise<CardActions> {
  const later = cardActions(db, clock, written, () => {});
  await vi.waitFor(() => expect(later.current().last).toMatchObject(wanted), { interval: 1 });
  return later;
}

test("how far it has come is told from its beginning, and at its end nothing is left to stop", async () => {
  const actions = await begun();
  const told: ActionState["written"][] = [];
  actions.subscribe(() => told.push(actions.current().written));
  await actions.answer(true);
  const counts = told.flatMap((one) => one ?? []);
  expect(counts[0]).toEqual({ done: 0, total: 600 });
  expect(counts.at(-1)).toEqual({ done: 600, total: 600 });
  expect(counts.map(({ done }) => done)).toEqual(counts.map(({ done }) => done).toSorted((a, b) => a - b));
  expect(actions.current()).toMatchObject({ busy: false, written: null, last: { cards: 600, begun: null } });
  expect(written).toHaveBeenCalledOnce();
  await foldsToItself(db);
});

test("stopped midway it says how far it came, on any page, and that is taken back as a whole", async () => {
  const actions = await begun();
  onceDone(actions, 1, actions.stop);
  await actions.answer(true);
  const cards = await suspended();
  expect(cards).toBeGreaterThan(0);
  expect(cards).toBeLessThan(600);
  const last = { kind: "suspend", cards, begun: { what: "doing", cards, of: 600 } } as const;
  expect(actions.current()).toMatchObject({ busy: false, written: null, said: { kind: "stopped" }, last });
  expect(written).toHaveBeenCalledOnce();
  const later = await opened(last);
  await later.takeBack();
  expect(await suspended()).toBe(0);
  expect(later.current()).toMatchObject({ said: { kind: "takenBack", cards }, last: null });
  await foldsToItself(db);
});

test("whoever chooses the cards again after a stop goes on with the others", async () => {
  const actions = await begun();
  onceDone(actions, 1, actions.stop);
  await actions.answer(true);
  const cards = await suspended();
  await actions.start(IDS, { kind: "suspend" });
  expect(actions.current().asked).toMatchObject({ unchanged: cards });
  // The stop was for the work before.
  await actions.answer(true);
  expect(await suspended()).toBe(600);
  expect(actions.current().said).toMatchObject({ kind: "done", changed: 600 - cards });
});

test("taking back that is stopped midway says how far it came, and is gone on with", async () => {
  const actions = await begun();
  await actions.answer(true);
  onceDone(actions, 1, actions.stop);
  await actions.takeBack();
  const left = await suspended();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThan(600);
  const last = { cards: left, begun: { what: "takingBack", cards: 600 - left, of: 600 } } as const;
  expect(actions.current()).toMatchObject({ said: { kind: "stopped" }, last });
  const later = await opened(last);
  await later.takeBack();
  expect(await suspended()).toBe(0);
  expect(later.current()).toMatchObject({ said: { kind: "takenBack", cards: 600 }, last: null });
  await foldsToItself(db);
});

test.each(["doing it", "taking it back"])(
  "a disk that is full midway is told of, and what was written: %s",
  async (what) => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const actions = await begun();
    if (what === "taking it back") await actions.answer(true);
    written.mockReset();
    onceDone(actions, 1, () => {
      vi.spyOn(db, "transaction").mockImplementationOnce(() => {
        throw new DOMException("no room", "QuotaExceededError");
      });
    });
    await (what === "doing it" ? actions.answer(true) : actions.takeBack());
    const stand = await suspended();
    expect(stand).toBeGreaterThan(0);
    expect(stand).toBeLessThan(600);
    expect(actions.current()).toMatchObject({ busy: false, written: null });
    expect(actions.current().said).toEqual({
      kind: "failed",
      // Not that nothing was changed.
      sentence: "The disk is full. Free some space, then try again.",
    });
    expect(written).toHaveBeenCalledOnce();
    const wanted = { cards: stand, begun: { what: what === "doing it" ? "doing" : "takingBack" } };
    await vi.waitFor(() => expect(actions.current().last).toMatchObject(wanted), { interval: 1 });
    await actions.takeBack();
    expect(await suspended()).toBe(0);
    expect(actions.current()).toMatchObject({ said: { kind: "takenBack" }, last: null });
  },
);

test("that another page takes back midway ends, and says so", async () => {
  const actions = await begun();
  let back: Promise<unknown> | null = null;
  onceDone(actions, 1, () => {
    back = takeActionBack(db, () => maker(NOW + 1000));
  });
  await actions.answer(true);
  expect(await back).toMatchObject({ kind: "suspend", end: "whole" });
  expect(actions.current()).toMatchObject({ busy: false, said: { kind: "overtaken" } });
  expect(await suspended()).toBe(0);
  expect(await lastAction(db, at(NOW).today)).toBeNull();
});

test("what cannot be read stays, which is said without a button for it, and with one once it is mended", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const actions = await begun();
  await actions.answer(true);
  const places = await db.getAllKeys("events");
  const lost = (await db.getAll("events")).slice(100, 103);
  for (const [i, row] of lost.entries())
    await db.put("events", { ...row, ...UNREADABLE } as never, places[100 + i] ?? 0);
  breakRows();
  await actions.takeBack();
  expect(await suspended()).toBe(3);
  const begunNow = { what: "unreadable", cards: 597, of: 600 } as const;
  expect(actions.current()).toMatchObject({
    said: { kind: "unreadable", action: "suspend", cards: 3 },
    last: { cards: 3, begun: begunNow },
  });
  await merge(db, lost as never, scheduler);
  const later = await opened({ cards: 3, begun: { ...begunNow, what: "takingBack" } });
  await later.takeBack();
  expect(await suspended()).toBe(0);
  expect(later.current()).toMatchObject({ said: { kind: "takenBack", cards: 600 }, last: null });
  await foldsToItself(db);
});

test("of two looks the later one holds, whichever ends first", async () => {
  const answers: ((last: LastAction | null) => void)[] = [];
  const ways = {
    apply: vi.fn<ActionWays["apply"]>(),
    last: () => new Promise<LastAction | null>((resolve) => void answers.push(resolve)),
    takeBack: vi.fn<ActionWays["takeBack"]>(),
  };
  const actions = cardActions(db, clock, written, () => {}, ways);
  const isAsked = (times: number) => vi.waitFor(() => expect(answers).toHaveLength(times), { interval: 1 });
  await isAsked(1);
  actions.look();
  await isAsked(2);
  const [earlier, later] = [1, 2].map(
    (cards) => ({ kind: "suspend", cards, first: "one", begun: null }) as LastAction | null,
  );
  answers[1]?.(later ?? null);
  await vi.waitFor(() => expect(actions.current().last).toEqual(later), { interval: 1 });
  answers[0]?.(earlier ?? null);
  await new Promise(setImmediate);
  expect(actions.current().last).toEqual(later);
});
