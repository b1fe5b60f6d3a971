/** While the rest of a file is taken back, another machine's word arrives by which what was taken back before counts again. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { takeIn } from "../../../src/copies/take-in/take-in.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { makeUndo } from "../../../src/core/log/make-event.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
import { leftToTakeBack } from "../../../src/worker/left-to-take-back.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import {
  FIVE,
  foldsToItself,
  forward,
  get,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
  undo,
} from "../../support/database/db-steps.ts";
import { gate } from "../../support/database/gate.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { deck } from "../../support/samples/cards.ts";

vi.mock("../../../src/worker/left-to-take-back.ts", { spy: true });
vi.mock("../../../src/store/database/transaction.ts", async (original) =>
  (await import("../../support/database/gate.ts")).gated(await original()),
);

const NAMES = ["a", "b", "c"];
/** Events of a card, and of a step. */
const EACH = 2;
const EVENTS = NAMES.flatMap((name) => reviewsOf(name, EACH, NOW - 30 * DAY_MS));

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
  const chosen = await inspectFile(db, await backupBlob({ events: EVENTS }), quietly);
  await restore(db, chosen, { mode: "merge", withSettings: false }, quietly);
});
beforeEach(() => vi.stubGlobal("navigator", {}));
afterEach(() => {
  gate.pass = null;
  vi.unstubAllGlobals();
});

const counting = async (): Promise<number> => {
  const cards = await Promise.all(NAMES.map((name) => get(db, forward(name))));
  return cards.reduce((sum, { state }) => sum + state.reviews, 0);
};

/** Does something once, right before the write of this number, from 1. @returns whether it was done */
function beforeWrite(number: number, then: () => Promise<unknown>): () => boolean {
  let [writes, isDone] = [0, false];
  gate.pass = async () => {
    if (++writes !== number) return;
    gate.pass = null;
    await then();
    isDone = true;
  };
  return () => isDone;
}

const undosHere = async () => (await wholeLog(db)).filter((event) => isOfKind(event, "undo"));
const lift = async () => {
  const undos = await undosHere();
  await takeIn(
    db,
    undos.map((one) => makeUndo(one, maker(NOW, OTHER_DEVICE))),
  );
};

test.each([
  ["a step", 2],
  ["the last step", 3],
  ["the way back is given up", 4],
])("before %s: what counts again then is taken back as well", async (_, write) => {
  const wasDone = beforeWrite(write, lift);
  expect(await takeBack(db, quietly, EACH)).toEqual({ takenBack: EVENTS.length, unreadable: 0 });
  expect(wasDone()).toBe(true);
  expect([await counting(), await lastRestore(db)]).toEqual([0, null]);
  await foldsToItself(db);
});

test("who is ended behind that can go on, and is told how many are left", async () => {
  const wasDone = beforeWrite(3, lift);
  const closed = new Error("the page was closed");
  const goOn = (): void => {
    if (wasDone()) throw closed;
  };
  await expect(takeBack(db, goOn, EACH)).rejects.toBe(closed);
  expect(await lastRestore(db)).toMatchObject({ isBegun: true });
  expect(await takeBack(db, quietly, EACH)).toEqual({ takenBack: EVENTS.length, unreadable: 0 });
  expect([await counting(), await lastRestore(db)]).toEqual([0, null]);
});

/** How often it was told that it begins to look. */
async function looksOf(number: number, then: () => Promise<unknown>): Promise<number> {
  const wasDone = beforeWrite(number, then);
  const look = vi.mocked(leftToTakeBack).mockClear();
  expect(await takeBack(db, quietly, EACH)).toEqual({ takenBack: EVENTS.length, unreadable: 0 });
  expect(wasDone()).toBe(true);
  return look.mock.calls.length;
}

test("an undo of something else costs no other look, and no event a second undo", async () => {
  const others = reviewsOf("d", 1, NOW - 1000);
  await takeIn(db, others);
  expect(await looksOf(3, () => undo(db, NOW))).toBe(1);
  const named = (await undosHere()).map((event) => event.undoes);
  expect(named.sort()).toEqual([...EVENTS, ...others].map(({ id }) => id).sort());
});

test("an undo of an undo of something of it costs one", async () => {
  const [first] = EVENTS;
  if (!first) throw new Error("no review");
  const undone = makeUndo(first, maker(NOW, OTHER_DEVICE));
  await takeIn(db, [undone]);
  const lifted = makeUndo(undone, maker(NOW + 1, OTHER_DEVICE));
  expect(await looksOf(2, () => takeIn(db, [lifted]))).toBe(2);
  expect(await counting()).toBe(0);
  await foldsToItself(db);
});
