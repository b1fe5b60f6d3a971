/** A file is taken back in part, and this profile gets another id before the rest is, as a copied one does. */
import { expect, test } from "vitest";
import type { DeviceId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { makeUndo } from "../../../src/core/log/make-event.ts";
import { takenBack } from "../../../src/core/log/taken-back.ts";
import type { Progress } from "../../../src/core/progress.ts";
import { deviceRow } from "../../../src/store/database/local.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { foldsToItself, maker, NOW, OTHER_DEVICE, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { content, deck } from "../../support/samples/cards.ts";

const NAMES = Array.from({ length: 6 }, (_, i) => `f${i}`);
/** Reviews of a card, and events of a step. */
const EACH = 4;
const EVENTS = NAMES.flatMap((name) => reviewsOf(name, EACH, NOW - 9e8));
const ALL = EVENTS.length;
const SECOND = "1111111111111111" as DeviceId;
const THIRD = "2222222222222222" as DeviceId;

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(NAMES.map((name, i) => content(name, i))), scheduler, NOW);
  const chosen = await inspectFile(db, await backupBlob({ events: EVENTS }), quietly);
  await restore(db, chosen, { mode: "merge", withSettings: false }, quietly);
  await closedAfter(2);
  expect(await lastRestore(db)).toMatchObject({ isBegun: true, undone: 2 * EACH, left: ALL - 2 * EACH });
});

const closed = new Error("the page was closed");
/** Takes it back until so many steps are done. @returns of how many entries it said that they are to be taken back */
async function closedAfter(steps: number): Promise<readonly number[]> {
  const told: number[] = [];
  let times = 0;
  const onProgress = ({ total }: Progress): void => {
    if (total > 0) told.push(total);
    if (times++ === steps) throw closed;
  };
  await expect(takeBack(db, onProgress, EACH)).rejects.toBe(closed);
  return told;
}
async function bringAgain() {
  const chosen = await inspectFile(db, await backupBlob({ events: EVENTS }), quietly);
  return restore(db, chosen, { mode: "merge", withSettings: false }, quietly);
}
const renew = (device: DeviceId) => db.put("local", deviceRow(device));

/** How many reviews count. */
async function counting(): Promise<number> {
  const log = await wholeLog(db);
  const gone = takenBack(log);
  return log.filter((event) => isOfKind(event, "review") && !gone.has(event.id)).length;
}

test("each entry is counted once, and gets an undo of that id as well", async () => {
  await renew(SECOND);
  expect(await takeBack(db, quietly, EACH)).toEqual({ takenBack: ALL, unreadable: 0 });
  const log = await wholeLog(db);
  const own = log.filter((event) => isOfKind(event, "undo") && event.device === SECOND);
  expect([own.length, await counting(), await lastRestore(db)]).toEqual([ALL, 0, null]);
  await foldsToItself(db);
});

test("who stops then is told how many count no longer, and how many are left", async () => {
  for (const device of [SECOND, THIRD, SECOND]) {
    await renew(device);
    for (const steps of [0, 1, 2]) {
      const told = await closedAfter(steps);
      const last = await lastRestore(db);
      expect([last?.undone, last?.left]).toEqual([ALL - (await counting()), await counting()]);
      expect(told.every((total) => total === ALL)).toBe(true);
    }
  }
  expect(await takeBack(db, quietly, EACH)).toEqual({ takenBack: ALL, unreadable: 0 });
  await foldsToItself(db);
});

test("brought again after that, each entry is told of once, though two ids had taken it back", async () => {
  await renew(SECOND);
  await takeBack(db, quietly, EACH);
  expect(await bringAgain()).toMatchObject({ added: ALL });
  expect(await counting()).toBe(ALL);
  expect(await takeBack(db, quietly, EACH)).toEqual({ takenBack: ALL, unreadable: 0 });
  expect([await counting(), await lastRestore(db)]).toEqual([0, null]);
});

test("so it is where another machine had taken it back as well, also for who stops midway", async () => {
  await takeBack(db, quietly, EACH);
  await merge(
    db,
    EVENTS.map((event, i) => makeUndo(event, maker(NOW + i + 1, OTHER_DEVICE), "file")),
    scheduler,
  );
  expect(await bringAgain()).toMatchObject({ added: ALL });
  const told = await closedAfter(1);
  const last = await lastRestore(db);
  expect([last?.undone, last?.left, new Set(told)]).toEqual([
    ALL - (await counting()),
    await counting(),
    new Set([ALL]),
  ]);
  expect(await takeBack(db, quietly, EACH)).toEqual({ takenBack: ALL, unreadable: 0 });
});

test("what another machine has made count again is left once more, and told as that", async () => {
  const undos = (await wholeLog(db)).filter((event) => isOfKind(event, "undo"));
  await merge(
    db,
    undos.map((undo, i) => makeUndo(undo, maker(NOW + i + 1, OTHER_DEVICE))),
    scheduler,
  );
  expect(await counting()).toBe(ALL);
  const told = await closedAfter(1);
  const last = await lastRestore(db);
  expect([last?.undone, last?.left, new Set(told)]).toEqual([
    ALL - (await counting()),
    await counting(),
    new Set([ALL]),
  ]);
  expect(await takeBack(db, quietly, EACH)).toEqual({ takenBack: ALL, unreadable: 0 });
  await foldsToItself(db);
});

test("what is taken back already, and cannot be read any more, is told of once", async () => {
  await renew(SECOND);
  const gone = takenBack(await wholeLog(db));
  const lost = EVENTS.find(({ id }) => gone.has(id));
  if (!lost) throw new Error("nothing is taken back");
  const place = (await db.getKeyFromIndex("events", "id", lost.id)) ?? 0;
  const row = (await db.get("events", place)) as unknown as { readonly events: readonly Envelope[] };
  const events = row.events.map((event) => (event.id === lost.id ? { id: event.id } : event));
  await db.put("events", { ...row, events } as never, place);
  expect(await takeBack(db, quietly, EACH)).toEqual({ takenBack: ALL, unreadable: 0 });
  await merge(db, [lost], scheduler);
  expect(await counting()).toBe(0);
});
