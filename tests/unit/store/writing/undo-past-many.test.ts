/** What Undo names is what it always was: the newest event that counts, of those that were not made for many cards as one. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type CardId, makeEventId, randomAmongMany, stemOf } from "../../../../src/core/ids.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { countedEvents } from "../../../../src/core/log/fold.ts";
import { isUndoable } from "../../../../src/core/log/undoable.ts";
import type { Rating } from "../../../../src/core/memory/rating.ts";
import { CARD_ACTIONS, type CardAction } from "../../../../src/core/plan/card-action.ts";
import { HOUR_MS } from "../../../../src/core/time/study-day.ts";
import { eventsIn } from "../../../../src/store/database/event-rows.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { readActions } from "../../../../src/store/writing/action-record.ts";
import { applyAction, planAction } from "../../../../src/store/writing/card-actions.ts";
import { takeActionBack } from "../../../../src/store/writing/take-action-back.ts";
import { nextUndo } from "../../../../src/store/writing/undo.ts";
import {
  at,
  DEVICE,
  deleteDatabase,
  FIVE,
  get,
  grade,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
  undo,
} from "../../../support/database/db-steps.ts";
import { deck } from "../../../support/samples/cards.ts";

const ACTIONS_KEY = "job/card-actions";

interface Step {
  readonly kind: "grade" | "undo" | "action" | "theirs" | "take-back";
  readonly card: number;
  readonly rating: Rating;
  readonly waitMs: number;
  /** Cards of a transaction, where an action or its way back goes in steps; and after how many others it ends. */
  readonly most: number;
  readonly ends: number;
}
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Step["kind"]>("grade", "grade", "undo", "action", "action", "theirs", "take-back"),
    card: fc.nat(4),
    rating: fc.constantFrom<Rating>(1, 2, 3, 4),
    waitMs: fc.constantFrom(0, 1, 1000, HOUR_MS, 13 * HOUR_MS),
    most: fc.constantFrom(1, 2, 9),
    ends: fc.constantFrom(1, 2, 9),
  }),
  { minLength: 1, maxLength: 12 },
);

/** Ended midway; while it goes on somebody answers a card on another page. */
function inSteps(db: Database, { card, most, ends }: Step, nowMs: number, answers: Promise<unknown>[] = []) {
  let told = 0;
  const onStep = (): void => {
    const answered = FIVE[(card + told++) % FIVE.length]?.id as CardId;
    if (told % 2 === 0) answers.push(get(db, answered).then((row) => grade(db, row, 3, nowMs)));
  };
  return { work: { most, onStep, goOn: () => told <= ends }, answered: () => Promise.all(answers) };
}

async function act(db: Database, step: Step, nowMs: number, device = DEVICE): Promise<void> {
  const { card, rating } = step;
  const { today } = at(nowMs);
  const kind = CARD_ACTIONS[(rating + card) % CARD_ACTIONS.length] ?? "reset";
  const action: CardAction = kind === "due" ? { kind, dueDay: today + rating } : { kind };
  const ids = (await db.getAllKeys("states")).filter((_, i) => i !== card);
  const { work, answered } = inSteps(db, step, nowMs);
  await applyAction(db, await planAction(db, ids, action, today), () => maker(nowMs, device), work);
  await answered();
}

async function take(db: Database, step: Step, nowMs: number): Promise<void> {
  switch (step.kind) {
    case "grade":
      await grade(db, await get(db, FIVE[step.card]?.id as CardId), step.rating, nowMs);
      return;
    case "undo":
      await undo(db, nowMs);
      return;
    case "action":
      return act(db, step, nowMs);
    case "theirs": {
      // As events of another profile come in: nothing here knows of the action.
      const known = await db.get("local", ACTIONS_KEY);
      await act(db, step, nowMs, OTHER_DEVICE);
      await (known ? db.put("local", known) : db.delete("local", ACTIONS_KEY));
      return;
    }
    case "take-back": {
      const { work, answered } = inSteps(db, step, nowMs);
      await takeActionBack(db, () => maker(nowMs), work);
      await answered();
    }
  }
}

/** Every event of the log is looked at, one after the other. */
async function lookedAtOneByOne(db: Database, nowMs: number): Promise<Envelope | null> {
  const { today } = at(nowMs);
  const actions = await readActions(db.transaction("local").store, today);
  const [places, rows] = await Promise.all([db.getAllKeys("events"), db.getAll("events")]);
  const log = rows.flatMap((row, i) => eventsIn([row]).map((event) => ({ event, place: places[i] ?? 0 })));
  const isOfAction = (place: number) =>
    actions.some(({ stretches }) => stretches.some(({ from, to }) => place >= from && place <= to));
  const counts = ({ id, card }: Envelope): boolean =>
    countedEvents(log.flatMap(({ event }) => (event.card === card ? [event] : []))).some((event) => event.id === id);
  const found = log
    .toSorted((a, b) => (a.event.id < b.event.id ? 1 : -1))
    .find(
      ({ event, place }) =>
        event.device === DEVICE &&
        event.studyDay >= today &&
        event.studyDay <= today + 1 &&
        !isOfAction(place) &&
        isUndoable(event) &&
        counts(event),
    );
  return found?.event ?? null;
}

test("what Undo names is what looking at every event one by one finds", async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      await deleteDatabase();
      const db = await openDatabase();
      try {
        await installDeck(db, deck(FIVE), scheduler, NOW);
        let nowMs = NOW;
        for (const step of all) {
          nowMs += step.waitMs;
          await take(db, step, nowMs);
          const wanted = { made: [], device: DEVICE, studyDay: at(nowMs).today };
          expect(await nextUndo(db, wanted)).toEqual(await lookedAtOneByOne(db, nowMs));
        }
      } finally {
        db.close();
      }
    }),
    { numRuns: 40 },
  );
  await deleteDatabase();
});

test("ids of what is made as one stand beside each other in the order in which they were made", () => {
  const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
  fc.assert(
    fc.property(bytes, fc.nat(2 ** 24 - 2), (random, place) => {
      const [one, next] = [place, place + 1].map((n) => makeEventId(NOW, randomAmongMany(random, n)));
      if (one === undefined || next === undefined) throw new Error("no ids");
      expect([one < next, stemOf(one) < one, stemOf(next)]).toEqual([true, true, stemOf(one)]);
      // As a stranger's of the same instant.
      const stranger = makeEventId(
        NOW,
        randomAmongMany(
          random.map((byte) => byte ^ 1),
          place,
        ),
      );
      expect(stemOf(stranger)).not.toBe(stemOf(one));
    }),
  );
});

test("of an action that nothing is known of any more, Undo takes back card by card, and then what was before", async () => {
  await deleteDatabase();
  const db = await openDatabase();
  try {
    await installDeck(db, deck(FIVE), scheduler, NOW);
    const [first, ...others] = FIVE.map(({ id }) => id as CardId);
    const answer = await grade(db, await get(db, first as CardId), 3, NOW);
    const plan = await planAction(db, others, { kind: "suspend" }, at(NOW).today);
    await applyAction(db, plan, () => maker(NOW + 1000));
    await db.delete("local", ACTIONS_KEY);
    const taken: (string | null | undefined)[] = [];
    for (let i = 0; i <= others.length; i++) {
      const next = await nextUndo(db, { made: [], device: DEVICE, studyDay: at(NOW).today });
      taken.push(next?.card);
      await undo(db, NOW + 2000 + i);
    }
    expect(taken).toEqual([...others.toReversed(), answer?.event.card]);
  } finally {
    db.close();
  }
});
