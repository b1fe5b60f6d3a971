/** Whatever can be done to a database, in any order and by any clock; see who uses it. */
import fc from "fast-check";
import type { CardContent } from "../../../src/core/deck/deck.ts";
import type { Wording } from "../../../src/core/deck/wording.ts";
import type { CardId, EventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import type { Rating } from "../../../src/core/log/kinds/review.ts";
import { makeReset, makeUndo } from "../../../src/core/log/make-event.ts";
import { CARD_ACTIONS, type CardAction } from "../../../src/core/plan/card-action.ts";
import { DAY_MS, MINUTE_MS } from "../../../src/core/time/study-day.ts";
import { beginRecount, recountSome } from "../../../src/store/days/recount.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { restoreDefaults, saveSetting } from "../../../src/store/settings/save-setting.ts";
import { setMark, setWording } from "../../../src/store/settings/set-own.ts";
import { setSwitch } from "../../../src/store/settings/set-switch.ts";
import { append } from "../../../src/store/writing/append.ts";
import { applyAction, planAction } from "../../../src/store/writing/card-actions.ts";
import { correctClock } from "../../../src/store/writing/correct-clock.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { takeActionBack } from "../../../src/store/writing/take-action-back.ts";
import { content, deck, fact, TEST_DECK } from "../samples/cards.ts";
import { at, DEVICE, forward, grade, maker, OTHER_DEVICE, scheduler, undo } from "./db-steps.ts";
import { type Deed, imported, live } from "./histories.ts";
import { wholeLog } from "./whole-log.ts";

const NAMES = ["a", "b", "c"] as const;
const waiting = { unlockedBy: [fact("better")] };
/** Versions of one deck: a card leaves it, comes back, and is renamed. */
export const VERSIONS: readonly (readonly CardContent[])[] = [
  NAMES.map((name, i) => content(name, i, { unlockedBy: NAMES.slice(0, i).map((one) => fact(one)) })),
  NAMES.slice(1).map((name, i) => content(name, i)),
  [content("better", 0, { formerIds: [forward("a")] }), content("b", 1, waiting), content("d", 2, waiting)],
  [content("best", 0, { formerIds: [forward("better"), forward("a")] }), content("b", 1), content("c", 2, waiting)],
];

export interface Step {
  readonly kind:
    | "grade"
    | "undo"
    | "reset"
    | "merge"
    | "import"
    | "correct"
    | "install"
    | "switch"
    | "setting"
    | "recount"
    | "undo-any"
    | "action"
    | "take-back"
    | "edit"
    | "mark";
  readonly card: number;
  readonly rating: Rating;
  readonly waitMs: number;
  readonly other: boolean;
}
const wait = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 30 * MINUTE_MS }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 30 * DAY_MS }) },
  { weight: 2, arbitrary: fc.integer({ min: -2 * DAY_MS, max: 0 }) },
  { weight: 1, arbitrary: fc.integer({ min: -2000 * DAY_MS, max: 2000 * DAY_MS }) },
);
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Step["kind"]>(
      ...(["grade", "grade", "grade", "grade", "undo", "undo-any", "reset", "merge"] as const),
      ...(["import", "correct", "install", "switch", "setting", "recount", "recount"] as const),
      ...(["action", "action", "take-back", "take-back", "edit", "mark"] as const),
    ),
    card: fc.nat(3),
    rating: fc.constantFrom<Rating>(1, 2, 3, 4),
    waitMs: wait,
    other: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
);

export async function take(db: Database, step: Step, nowMs: number): Promise<void> {
  const device = step.other ? OTHER_DEVICE : DEVICE;
  const by = () => maker(nowMs, device);
  const rows = await db.getAll("states");
  const row = rows[step.card % rows.length];
  const events = await wholeLog(db);
  const some = events[(step.card * 7 + step.rating) % Math.max(1, events.length)];
  switch (step.kind) {
    case "grade":
      if (row) await grade(db, row, step.rating, nowMs, device);
      return;
    case "reset":
      if (row) await append(db, row, scheduler, by, (card) => makeReset(card, by()));
      return;
    case "undo":
      await undo(db, nowMs, step.other && some ? [some.id] : [], device);
      return;
    case "undo-any":
      // As another device may have done, to an event of any kind, undos among them.
      if (some) await merge(db, [makeUndo(some, by())], scheduler);
      return;
    case "merge":
      await merge(db, lived(step, nowMs), scheduler);
      return;
    case "import":
      if (some && isOfKind(some, "review")) await merge(db, [cameBack(some, step)], scheduler);
      return;
    case "correct":
      await correctClock(db, by);
      return;
    case "install":
      await installDeck(db, deck(VERSIONS[step.card] ?? [], String(nowMs)), scheduler, nowMs);
      return;
    case "recount":
      // One card at a time, so that all else happens while some are counted and others are not.
      if (step.card === 3) await beginRecount(db);
      else await recountSome(db, { atOnce: 1 });
      return;
    case "action":
      await act(
        db,
        rows.filter((_, i) => i % 2 === step.card % 2).map(({ id }) => id),
        step,
        nowMs,
      );
      return;
    case "take-back":
      await takeActionBack(db, by, { most: step.rating, goOn: () => step.other });
      return;
    case "edit":
      if (row) await setWording(db, row, step.rating === 4 ? null : asking(`Own ${step.rating}?`), by);
      return;
    case "mark":
      if (row) await setMark(db, row, step.rating > 2, by);
      return;
    case "switch":
      await setSwitch(db, TEST_DECK, step.card > 1 ? "chapter" : null, step.other, by);
      return;
    case "setting":
      if (step.rating === 4) await restoreDefaults(db, by);
      else await saveSetting(db, "newPerDay", step.rating, by);
  }
}

const asking = (question: string): Wording => ({ question, answer: null, note: null });

async function act(db: Database, ids: readonly CardId[], step: Step, nowMs: number): Promise<void> {
  const { rating, card, other } = step;
  const { today } = at(nowMs);
  const kind = CARD_ACTIONS[(rating + card) % CARD_ACTIONS.length] ?? "reset";
  const action: CardAction = kind === "due" ? { kind, dueDay: today + rating } : { kind };
  const plan = await planAction(db, ids, action, today);
  // In steps, and ended after the first where it has others.
  await applyAction(db, plan, () => maker(nowMs), { most: 1 + (rating % 2), goOn: () => other });
}

/** What another device has done to a card meanwhile. */
function lived({ card, rating }: Step, nowMs: number): readonly Envelope[] {
  const random = new Uint8Array(10);
  new DataView(random.buffer).setFloat64(1, nowMs + rating);
  const deed = (kind: Deed["kind"], waitMs: number): Deed => ({ kind, rating, waitMs, offsetMinutes: 60, random });
  const history = [deed("review", rating * DAY_MS), deed("reset", 1000), deed("review", DAY_MS), deed("undo", 1000)];
  return live(NAMES[card] ?? "better", history.slice(0, rating), scheduler).events;
}

const cameBack = (event: Envelope, { card, rating }: Step): Envelope =>
  imported(event, { id: `${event.id.slice(0, -2)}${card}${rating}` as EventId });
