/** A file that is added may hold undos of what is here: the result says how much of that counts no longer, as the way back does. */
import { expect, test } from "vitest";
import { deckOf } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { makeMark, makeSetting, makeSwitch, makeUndo } from "../../../src/core/log/make-event.ts";
import { NEW_CARD_STATE } from "../../../src/core/memory/card-state.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { type Chosen, inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
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
} from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { deck } from "../../support/samples/cards.ts";

const REVIEWS = ["a", "b"].flatMap((name) => reviewsOf(name, 3, NOW - 9e8));
const STAR = makeMark({ id: forward("c"), state: NEW_CARD_STATE }, true, null, maker(NOW - 5000));
const OFF = makeSwitch(deckOf(forward("a")), null, false, null, maker(NOW - 4000));
const SETTING = makeSetting("newPerDay", 3, null, maker(NOW - 3000));
const HERE: readonly Envelope[] = [...REVIEWS, STAR, OFF, SETTING];
let later = 0;
const undoOf = (event: Envelope, as?: "file") => makeUndo(event, maker(NOW + ++later, OTHER_DEVICE), as);

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
  await merge(db, HERE, scheduler);
});

const look = async (events: readonly Envelope[]): Promise<Chosen> =>
  inspectFile(db, await backupBlob({ events }), quietly);
const add = (chosen: Chosen, withSettings = true) => restore(db, chosen, { mode: "merge", withSettings }, quietly);

const FILES: [string, () => readonly Envelope[], number, number][] = [
  ["undos of reviews", () => REVIEWS.slice(1, 5).map((event) => undoOf(event)), 4, 0],
  [
    "undos of reviews, and the reviews",
    () => [...REVIEWS, ...REVIEWS.slice(1, 3).map((one) => undoOf(one, "file"))],
    2,
    0,
  ],
  ["undos of a star, a switch and a setting", () => [STAR, OFF, SETTING].map((event) => undoOf(event)), 0, 3],
  ["two undos of one review", () => REVIEWS.slice(0, 1).flatMap((event) => [undoOf(event), undoOf(event)]), 1, 0],
  [
    "an undo that it takes back itself",
    () => {
      const undo = undoOf(SETTING);
      return [undo, undoOf(undo)];
    },
    0,
    0,
  ],
  [
    "an undo of what it brings itself",
    () => reviewsOf("d", 2, NOW - 8e8).flatMap((event) => [event, undoOf(event)]),
    0,
    0,
  ],
];

test.each(FILES)("%s", async (_, events, reviews, others) => {
  const chosen = await look(events());
  expect(chosen.preview.merge.stopCounting).toBe(reviews);
  const before = await db.getAll("states");
  const restored = await add(chosen);
  expect(restored).toMatchObject({ takenBack: reviews, othersTakenBack: others });
  expect(await lastRestore(db)).toMatchObject({ takenBack: reviews, othersTakenBack: others });
  await takeBack(db, quietly);
  expect((await db.getAll("states")).map(({ state }) => state.reviews)).toEqual(
    before.map(({ state }) => state.reviews),
  );
  await foldsToItself(db);
});

test("an undo of an undo that is here takes that back, and what it took back counts again", async () => {
  const [first] = REVIEWS;
  if (!first) throw new Error("no review");
  const undo = undoOf(first);
  const off = undoOf(OFF);
  await merge(db, [undo, off], scheduler);
  expect(await add(await look([undoOf(undo), undoOf(off)]))).toMatchObject({
    added: 2,
    takenBack: 0,
    othersTakenBack: 2,
  });
  expect((await get(db, forward("a"))).state.reviews).toBe(3);
});

test("an undo that makes another one count again takes back what that names", async () => {
  const undos = [OFF, REVIEWS[0] ?? OFF].map((event) => undoOf(event));
  const lifts = undos.map((undo) => undoOf(undo));
  await merge(db, [...undos, ...lifts], scheduler);
  const restored = await add(await look(lifts.map((undo) => undoOf(undo))));
  // The undos of the undos, and the switch.
  expect(restored).toMatchObject({ takenBack: 1, othersTakenBack: 3 });
});

test("without its settings it takes back none of them", async () => {
  const chosen = await look([undoOf(SETTING), undoOf(STAR)]);
  expect(await add(chosen, false)).toMatchObject({ added: 1, takenBack: 0, othersTakenBack: 1 });
});

test("what came here since it was looked at is counted as well", async () => {
  const later = reviewsOf("e", 2, NOW - 7e8);
  const chosen = await look(later.map((event) => undoOf(event)));
  expect(chosen.preview.merge.stopCounting).toBe(0);
  await merge(db, later, scheduler);
  expect(await add(chosen)).toMatchObject({ added: 2, takenBack: 2, othersTakenBack: 0 });
});

test("what is gone already is not taken back once more", async () => {
  const [first] = REVIEWS;
  if (!first) throw new Error("no review");
  await merge(db, [undoOf(first), undoOf(SETTING)], scheduler);
  expect(await add(await look([undoOf(first), undoOf(SETTING)]))).toMatchObject({ takenBack: 0, othersTakenBack: 0 });
});
