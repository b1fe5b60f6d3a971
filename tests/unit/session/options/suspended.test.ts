import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type SuspendedControl, suspendedControl } from "../../../../src/session/options/suspended.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { applyAction, planAction } from "../../../../src/store/writing/card-actions.ts";
import { hasSuspended } from "../../../../src/ui/options/SuspendedPanel.tsx";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { countRows } from "../../../support/database/count-rows.ts";
import {
  at,
  deleteDatabase,
  foldsToItself,
  forward,
  get,
  maker,
  NOW,
  scheduler,
} from "../../../support/database/db-steps.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { type BaseUnderTest, optionsUnderTest } from "../../../support/session/options-base.ts";
import "../../../support/gallery/browser-stub.ts";

const CARDS = 600;
let under: BaseUnderTest;

beforeEach(async () => {
  under = await optionsUnderTest();
  const cards = Array.from({ length: CARDS }, (_, i) => content(`f${i}`, i));
  await installDeck(under.db, deck(cards), scheduler, NOW);
});
afterEach(async () => {
  vi.restoreAllMocks();
  under.db.close();
  await deleteDatabase();
});

async function suspend(names: readonly string[]): Promise<void> {
  const plan = await planAction(under.db, names.map(forward), { kind: "suspend" }, at(NOW).today);
  await applyAction(under.db, plan, () => maker());
}

async function shown(wanted: number): Promise<SuspendedControl> {
  const control = suspendedControl(under.base);
  await vi.waitFor(() => expect(control.current().cards).toHaveLength(wanted), { interval: 1 });
  return control;
}
const ids = (control: SuspendedControl) => control.current().cards.map(({ id }) => id);

test("suspended cards are found in deck order, and no other card is read", async () => {
  await suspend(["f20", "f3"]);
  const control = await shown(2);
  expect(ids(control)).toEqual([forward("f3"), forward("f20")]);
  expect((await countRows(() => control.reload())).read).toBeLessThan(20);
  expect(control.current().more).toBe(0);
});

test("of very many the first few are listed, and the others counted", async () => {
  await suspend(Array.from({ length: 250 }, (_, i) => `f${i}`));
  const control = await shown(5);
  expect(control.current().more).toBe(245);
  expect(ids(control).at(-1)).toBe(forward("f4"));
});

test("a card is called back once, as from the list of cards", async () => {
  await suspend(["f1", "f2"]);
  const control = await shown(2);
  control.onCallBack(forward("f1"));
  control.onCallBack(forward("f1"));
  await vi.waitFor(() => expect(ids(control)).toEqual([forward("f2")]), { interval: 1 });
  expect((await get(under.db, forward("f1"))).state.suspended).toBeUndefined();
  expect((await wholeLog(under.db)).length).toBe(3);
  expect(under.announce).toHaveBeenCalledTimes(1);
  expect(control.current().calledBack).toBe(1);
  await foldsToItself(under.db);
});

test("the last card that is called back goes with the word that it was: the section stays, and the focus in it", async () => {
  await suspend(["f1"]);
  const control = await shown(1);
  const seen: boolean[] = [];
  control.subscribe(() => seen.push(hasSuspended(control.current())));
  control.onCallBack(forward("f1"));
  await vi.waitFor(() => expect(control.current()).toMatchObject({ calledBack: 1, busy: false }), { interval: 1 });
  expect(control.current().cards).toEqual([]);
  expect(seen).not.toContain(false);
});

test("a card that was called back is told as such where the list cannot be read then, and comes up once", async () => {
  const error = vi.spyOn(console, "error").mockReturnValue();
  await suspend(["f1", "f2", "f3"]);
  const control = await shown(3);
  const real = under.db.getAll.bind(under.db);
  let failures = 1;
  const getAll = (...asked: Parameters<typeof real>): Promise<never> | ReturnType<typeof real> =>
    asked[0] === "decks" && failures-- > 0
      ? Promise.reject(new DOMException("not now", "UnknownError"))
      : real(...asked);
  vi.spyOn(under.db, "getAll").mockImplementation(getAll as never);
  control.onCallBack(forward("f1"));
  await vi.waitFor(() => expect(control.current()).toMatchObject({ busy: false, calledBack: 1, error: null }), {
    interval: 1,
  });
  expect([failures, error.mock.calls.length]).toEqual([0, 1]);
  control.onCallBack(forward("f2"));
  await vi.waitFor(() => expect(control.current()).toMatchObject({ busy: false, calledBack: 2 }), { interval: 1 });
  expect(ids(control)).toEqual([forward("f3")]);
});

test("a row that cannot be read costs no other, and one that has left its deck is not listed", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  await suspend(["f1", "f2", "f3"]);
  const without = Array.from({ length: CARDS }, (_, i) => content(`f${i}`, i)).filter(({ id }) => id !== forward("f3"));
  await installDeck(under.db, deck(without, "2"), scheduler, NOW);
  await under.db.put("states", { ...(await get(under.db, forward("f1"))), ...UNREADABLE });
  breakRows();
  expect(ids(await shown(1))).toEqual([forward("f2")]);
});
