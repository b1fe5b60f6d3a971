/** A file that was taken back whole and comes again, where entries of it were spoilt meanwhile: once is enough. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventId } from "../../../src/core/ids.ts";
import { type Envelope, inOrder } from "../../../src/core/log/envelope.ts";
import { makeUndo } from "../../../src/core/log/make-event.ts";
import { takenBack } from "../../../src/core/log/taken-back.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { breakRows, UNREADABLE } from "../../support/database/break-rows.ts";
import { foldsToItself, forward, get, maker, NOW, OTHER_DEVICE, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { content, deck } from "../../support/samples/cards.ts";

const NAMES = ["a", "b", "c"];
/** Reviews of a card, which stand in one row. */
const EACH = 4;
const ALL = NAMES.length * EACH;
const EVENTS = NAMES.map((name) => reviewsOf(name, EACH, NOW - 9e8));
const [LOST = [], ...REST] = EVENTS;

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(NAMES.map((name, i) => content(name, i))), scheduler, NOW);
});
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

type Mode = "merge" | "replace";
async function bring(mode: Mode = "merge", events: readonly Envelope[] = EVENTS.flat()) {
  const chosen = await inspectFile(db, await backupBlob({ events }), quietly);
  return { ...chosen, restored: await restore(db, chosen, { mode, withSettings: false }, quietly) };
}

const counted = () => Promise.all(NAMES.map(async (name) => (await get(db, forward(name))).state.reviews));
const placeOf = async (event: Envelope | undefined) =>
  (await db.getKeyFromIndex("events", "id", event?.id ?? ("" as EventId))) ?? 0;

/** What becomes of the row in which the reviews of the first card stand. @returns how many of them are lost */
const SPOILT = {
  "a row that the browser cannot read": async () => {
    const place = await placeOf(LOST[0]);
    await db.put("events", { ...(await db.get("events", place)), ...UNREADABLE } as never, place);
    breakRows();
    return EACH;
  },
  "one entry of a row": async () => {
    const place = await placeOf(LOST[0]);
    const row = (await db.get("events", place)) as unknown as { readonly events: readonly Envelope[] };
    await db.put(
      "events",
      { ...row, events: row.events.map((event, i) => (i === 1 ? { id: event.id } : event)) } as never,
      place,
    );
    return 1;
  },
} as const;
const spoilt = Object.entries(SPOILT).flatMap(([what, spoil]) =>
  (["merge", "replace"] as const).map((mode) => [what, mode, spoil] as const),
);

test.each(spoilt)("%s (%s)", async (_, mode, spoil) => {
  await bring();
  await takeBack(db, quietly);
  expect(await counted()).toEqual([0, 0, 0]);
  const lost = await spoil();
  const { preview, restored } = await bring(mode);
  expect(preview).toMatchObject({
    added: 0,
    known: 0,
    again: ALL,
    mended: lost,
    merge: { startCounting: ALL, cards: NAMES.length },
  });
  expect(restored).toMatchObject({ added: ALL, mended: lost, takenBack: 0, othersTakenBack: 0, canTakeBack: true });
  expect(await counted()).toEqual([EACH, EACH, EACH]);
  expect((await bring(mode)).preview).toMatchObject({ added: 0, known: ALL, again: 0 });
  expect(await lastRestore(db)).toMatchObject({ added: ALL });
  expect(await takeBack(db, quietly)).toEqual({ takenBack: ALL, unreadable: 0 });
  expect(await counted()).toEqual([0, 0, 0]);
  await mendDays();
  await foldsToItself(db);
});

/** What was mended is counted anew soon. */
async function mendDays(): Promise<void> {
  const { finishRecount } = await import("../../../src/store/days/recount.ts");
  await finishRecount(db, () => true);
}

test.each(["merge", "replace"] as const)(
  "an entry that was never here, though another machine has taken it back with its file, counts with this file (%s)",
  async (mode) => {
    const undos = LOST.map((event, i) => makeUndo(event, maker(NOW - 1e6 + i, OTHER_DEVICE), "file"));
    await merge(db, [...REST.flat(), ...undos], scheduler);
    const { preview, restored } = await bring(mode);
    expect(preview).toMatchObject({ added: EACH, known: ALL - EACH, again: 0, merge: { startCounting: EACH } });
    expect(restored).toMatchObject({ added: EACH, mended: 0 });
    expect(await counted()).toEqual([EACH, EACH, EACH]);
    expect(await lastRestore(db)).toMatchObject({ added: EACH, takenBack: 0, othersTakenBack: 0 });
    // It and the undo that lifts that of the other machine are one.
    expect(await takeBack(db, quietly)).toEqual({ takenBack: EACH, unreadable: 0 });
    expect(await counted()).toEqual([0, EACH, EACH]);
    const log = inOrder(await wholeLog(db));
    expect(LOST.every(({ id }) => takenBack(log).has(id))).toBe(true);
    await foldsToItself(db);
  },
);

test("what the file itself takes back, and cannot be read, is left until it is mended, and counts at no time", async () => {
  const [first] = LOST;
  if (!first) throw new Error("no review");
  const undo = makeUndo(first, maker(NOW - 1e6, OTHER_DEVICE));
  await bring("merge", [...LOST, undo]);
  const place = await placeOf(first);
  const row = (await db.get("events", place)) as unknown as { readonly events: readonly Envelope[] };
  await db.put(
    "events",
    { ...row, events: row.events.map((event, i) => (i === 0 ? { id: event.id } : event)) } as never,
    place,
  );
  expect(await takeBack(db, quietly)).toEqual({ takenBack: EACH - 1, unreadable: 1 });
  await merge(db, [first], scheduler);
  expect(await counted()).toEqual([0, 0, 0]);
  expect(await takeBack(db, quietly)).toEqual({ takenBack: EACH, unreadable: 0 });
  expect(await counted()).toEqual([0, 0, 0]);
  await mendDays();
  await foldsToItself(db);
});

test("an entry that somebody took back by hand stays so, also where it comes with the file that mends it", async () => {
  const [lost] = LOST;
  if (!lost) throw new Error("no review");
  await bring();
  await takeBack(db, quietly);
  await bring();
  await merge(db, [makeUndo(lost, maker(NOW, OTHER_DEVICE))], scheduler);
  await SPOILT["a row that the browser cannot read"]();
  expect((await bring()).restored).toMatchObject({ added: 0, mended: EACH });
  expect(await counted()).toEqual([EACH - 1, EACH, EACH]);
});
