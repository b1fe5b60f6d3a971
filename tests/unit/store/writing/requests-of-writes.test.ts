/** What a first installation, an undo and a merge ask of the database grows neither with the cards nor with the log. */
import { expect, test } from "vitest";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { nextUndo } from "../../../../src/store/writing/undo.ts";
import { countRequests } from "../../../support/database/count-requests.ts";
import {
  at,
  DEVICE,
  deleteDatabase,
  forward,
  get,
  grade,
  NOW,
  scheduler,
  undo,
} from "../../../support/database/db-steps.ts";
import { reviewsOf } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { watchRequests } from "../../../support/database/watch-requests.ts";
import { content, deck, fact } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

const ofEach = (cards: number, answers: number, fromMs: number) =>
  Array.from({ length: cards }, (_, i) => reviewsOf(`f${i}`, answers, fromMs + i * 1000)).flat();

async function fill(cards: number): Promise<void> {
  db.close();
  await deleteDatabase();
  db = await openDatabase();
  const contents = Array.from({ length: cards }, (_, i) => content(`f${i}`, i));
  await installDeck(db, deck(contents), scheduler, NOW - 400 * DAY_MS);
  await merge(db, ofEach(cards, 3, NOW - 300 * DAY_MS), scheduler);
}

test("a first installation, of cards that wait for facts and had other names, which writes each row once", async () => {
  const found: unknown[] = [];
  for (const cards of [100, 400]) {
    db.close();
    await deleteDatabase();
    db = await openDatabase();
    const contents = Array.from({ length: cards }, (_, i) =>
      content(`f${i}`, i, { formerIds: [forward(`old${i}`)], unlockedBy: i === 0 ? [] : [fact(`f${i - 1}`)] }),
    );
    let written = 0;
    const onAnswer = (_: string, { name }: IDBObjectStore): void => {
      if (name === "states") written += 1;
    };
    const install = () => installDeck(db, deck(contents), scheduler, NOW);
    found.push(await countRequests(() => watchRequests(["put"], onAnswer, install)));
    expect(written).toBe(cards);
  }
  expect(found[1]).toEqual(found[0]);
});

test("an undo on a new page, and a merge of a hundred answers", async () => {
  const found: unknown[] = [];
  for (const cards of [100, 400]) {
    await fill(cards);
    await grade(db, await get(db, forward("f7")), 3, NOW);
    const asked = {
      next: await countRequests(() => nextUndo(db, { made: [], device: DEVICE, studyDay: at(NOW).today })),
      undo: await countRequests(() => undo(db, NOW + 1000)),
      merge: await countRequests(() => merge(db, ofEach(100, 1, NOW + DAY_MS), scheduler)),
    };
    // One says that none of them is here; then what the cards have by now is read together.
    expect(asked.merge.of.events).toBe(2);
    found.push(asked);
  }
  expect(found[1]).toEqual(found[0]);
});

test("what was taken back today is passed on the way to what Undo names, and its cards are not asked for", async () => {
  const cards = 20;
  await fill(cards);
  const answer = await grade(db, await get(db, forward("f0")), 3, NOW);
  for (let i = 1; i < cards; i++) {
    await grade(db, await get(db, forward(`f${i}`)), 3, NOW + i * 1000);
    await undo(db, NOW + i * 1000 + 500);
  }
  let next: unknown;
  const asked = await countRequests(async () => {
    next = await nextUndo(db, { made: [], device: DEVICE, studyDay: at(NOW).today });
  });
  expect(next).toEqual(answer?.event);
  // Two of its card, and two of those that are looked at before several are looked at together.
  expect(asked.of.states).toBeLessThanOrEqual(4);
});
