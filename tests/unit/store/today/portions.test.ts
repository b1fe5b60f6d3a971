/** While a learner catches up, a day has the cards that it had if all that is due were read, and reads a few of them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { CardId } from "../../../../src/core/ids.ts";
import { eventsAmong } from "../../../../src/core/log/decode.ts";
import { makeUndo } from "../../../../src/core/log/make-event.ts";
import { CATCH_UP, likeliestFirst } from "../../../../src/core/plan/away.ts";
import type { CardAction } from "../../../../src/core/plan/card-action.ts";
import { pairOf } from "../../../../src/core/plan/pairs.ts";
import { buildQueue } from "../../../../src/core/plan/queue.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { write } from "../../../../src/store/database/transaction.ts";
import { noteUnlogged } from "../../../../src/store/database/unlogged.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../../src/store/opening/open.ts";
import { setPlan } from "../../../../src/store/settings/set-plan.ts";
import { setSwitch } from "../../../../src/store/settings/set-switch.ts";
import { choosePortions } from "../../../../src/store/today/choose-portions.ts";
import { isDueOn } from "../../../../src/store/today/portion.ts";
import { readToday, type Today } from "../../../../src/store/today/today.ts";
import { applyAction, planAction } from "../../../../src/store/writing/card-actions.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { backAfterAbsence, takePlan } from "../../../support/database/back-after-absence.ts";
import { countRows } from "../../../support/database/count-rows.ts";
import {
  at,
  deleteDatabase,
  forward,
  get,
  grade,
  maker,
  NOW,
  OTHER_DEVICE,
  scheduler,
  undo,
} from "../../../support/database/db-steps.ts";
import { reviewsOf } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { content, deck, TEST_DECK } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

const today = (nowMs = NOW) => readToday(db, nowMs, () => 60);

/** As a page does at rest. */
async function rest(nowMs = NOW): Promise<void> {
  const read = await today(nowMs);
  const catchUp = read.plan?.catchUp;
  if (catchUp && read.portion !== "known") expect(await choosePortions(db, read, catchUp)).toBe(true);
}

/** The same day with all that is due, and with the pairs of all facts. */
async function withAll(read: Today): Promise<Today> {
  const [rows, parts] = await Promise.all([db.getAll("states"), db.getAll("parts")]);
  const reviews = rows.filter((row) => isDueOn({ on: read.on, today: read.now.today }, row));
  const pairs = new Map(
    parts.flatMap((row) => {
      const pair = row.part === "facts" ? pairOf(row.item) : null;
      return row.part === "facts" && pair !== null ? [[row.item.id, pair] as const] : [];
    }),
  );
  return { ...read, reviews, pairs };
}

const idsOf = (read: Today) => buildQueue(read).cards.map(({ id }) => id);

/** @throws unless this day is as if all were read */
async function holds(nowMs: number): Promise<void> {
  const read = await today(nowMs);
  expect(read.portion).not.toBe("unknown");
  const all = await withAll(read);
  expect(idsOf(read)).toEqual(idsOf(all));
  expect(buildQueue(read).left).toEqual(buildQueue(all).left);
}

test("the first card, the badge, a grade and an undo read as much with 3,000 cards due as with 300", async () => {
  const counts: number[][] = [];
  for (const cards of [300, 3000]) {
    db.close();
    await deleteDatabase();
    db = await openDatabase();
    await backAfterAbsence(db, cards);
    await takePlan(db, 50);
    await rest();
    // A page and the background have connections of their own.
    const other = await openDatabase();
    const first = await countRows(() => readToday(other, NOW, () => 60));
    other.close();
    const badge = await countRows(async () => buildQueue(await today()));
    const [card] = buildQueue(await today()).cards;
    if (!card) throw new Error("nothing is asked");
    const graded = await countRows(async () => {
      await grade(db, await get(db, card.id), 3, NOW + 1000);
      await today(NOW + 2000);
    });
    const undone = await countRows(async () => {
      await undo(db, NOW + 3000);
      await today(NOW + 4000);
    });
    counts.push([first, badge, graded, undone].map(({ read }) => read));
    await holds(NOW + 4000);
  }
  const [few = [], many = []] = counts;
  expect(many).toEqual(few);
  expect(Math.max(...many)).toBeLessThan(300);
});

test("where nothing is chosen yet a day reads a few cards that are due, and says so", async () => {
  await backAfterAbsence(db, 400);
  await takePlan(db, 20);
  const read = await today();
  expect(read.portion).toBe("unknown");
  expect(read.reviews.every((row) => isDueOn({ on: read.on, today: read.now.today }, row))).toBe(true);
  expect(buildQueue(read).cards).toHaveLength(20);
  expect((await countRows(() => today())).read).toBeLessThan(150);
  await rest();
  await holds(NOW);
});

test("where no more is due than is read in any case, nothing has to be chosen", async () => {
  await backAfterAbsence(db, 25);
  await takePlan(db, 20);
  expect((await today()).portion).toBe("known");
  await holds(NOW);
});

/** A card that is due today and was not chosen; it comes late in the order. */
async function notChosen(): Promise<CardId> {
  const read = await today();
  const chosen = new Set(read.reviews.map(({ id }) => id));
  const { reviews } = await withAll(read);
  const late = reviews.toSorted(likeliestFirst(read.now.today)).findLast(({ id }) => !chosen.has(id));
  if (!late) throw new Error("all were chosen");
  return late.id;
}

const act = async (ids: readonly CardId[], action: CardAction, nowMs: number): Promise<void> => {
  const plan = await planAction(db, ids, action, at(nowMs).today);
  await applyAction(db, plan, () => maker(nowMs));
};

type Step =
  | { readonly kind: "grade"; readonly place: number; readonly rating: 1 | 2 | 3 | 4 }
  | { readonly kind: "any"; readonly card: number; readonly rating: 1 | 3 }
  | { readonly kind: "undo" | "rest" }
  | { readonly kind: "act"; readonly action: "suspend" | "unsuspend" | "bury" | "reset"; readonly card: number }
  | { readonly kind: "due"; readonly card: number; readonly days: number }
  | { readonly kind: "days"; readonly days: number }
  | { readonly kind: "switch"; readonly isOn: boolean }
  | { readonly kind: "deck" | "plan" };

const CARDS = 70;
const card = fc.nat({ max: CARDS - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("grade"),
      place: fc.nat({ max: 7 }),
      rating: fc.constantFrom(1, 2, 3, 4),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("any"), card, rating: fc.constantFrom(1, 3) }) },
  { weight: 4, arbitrary: fc.constantFrom({ kind: "undo" }, { kind: "rest" }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("act"),
      action: fc.constantFrom("suspend", "unsuspend", "bury", "reset"),
      card,
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("due"), card, days: fc.constantFrom(0, 0, 1, 3) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("days"), days: fc.constantFrom(1, 1, 1, 2, 9) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("switch"), isOn: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: "deck" }, { kind: "plan" }) },
);

test("the cards of a day are those that reading all of them gives, whatever is done and however days pass", async () => {
  const stands = { known: 0, unknown: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 14 }),
      fc.constantFrom(1, 3, 8),
      fc.constantFrom(7, 30, 1000),
      async (steps, perDay, share) => {
        db.close();
        await deleteDatabase();
        db = await openDatabase();
        await backAfterAbsence(db, CARDS, share);
        await takePlan(db, perDay);
        await rest();
        await holds(NOW);
        let nowMs = NOW;
        let version = 1;
        for (const one of steps) {
          nowMs += 60_000;
          if (one.kind === "grade") {
            const shown = buildQueue(await today(nowMs)).cards[one.place];
            if (shown) await grade(db, await get(db, shown.id), one.rating, nowMs);
          } else if (one.kind === "any") {
            // As another device does.
            await grade(db, await get(db, forward(`f${one.card}`)), one.rating, nowMs, OTHER_DEVICE);
          } else if (one.kind === "undo") await undo(db, nowMs);
          else if (one.kind === "rest") await rest(nowMs);
          else if (one.kind === "act" || one.kind === "due") {
            const day = at(nowMs).today;
            const action = one.kind === "act" ? { kind: one.action } : { kind: "due" as const, dueDay: day + one.days };
            await act([forward(`f${one.card}`)], action, nowMs);
          } else if (one.kind === "days") nowMs += one.days * DAY_MS;
          else if (one.kind === "switch") await setSwitch(db, TEST_DECK, null, one.isOn, () => maker(nowMs));
          else if (one.kind === "deck") {
            const cards = Array.from({ length: CARDS - version }, (_, i) => content(`f${i}`, i));
            await installDeck(db, deck(cards, `${++version}`), scheduler, nowMs);
          } else await takePlan(db, perDay + 5);
          const read = await today(nowMs);
          if (read.portion === "unknown") {
            stands.unknown++;
            const wanted = { on: read.on, today: read.now.today };
            expect(read.reviews.every((row) => isDueOn(wanted, row))).toBe(true);
            continue;
          }
          stands.known++;
          await holds(nowMs);
        }
        await rest(nowMs);
        await holds(nowMs);
      },
    ),
    { numRuns: 25 },
  );
  // Most of it is known from what was chosen, and not because all was read.
  expect(stands.known).toBeGreaterThan(stands.unknown);
});

test("a card that the log has moved to the front since comes first, and goes again with an undo", async () => {
  await backAfterAbsence(db, 200);
  await takePlan(db, 10);
  await rest();
  const late = await notChosen();
  const before = idsOf(await today());
  // It is answered today, and given today's date: nothing is remembered better.
  await grade(db, await get(db, late), 4, NOW + 1000, OTHER_DEVICE);
  await act([late], { kind: "due", dueDay: at(NOW).today + 1 }, NOW + 2000);
  const tomorrow = NOW + DAY_MS;
  expect(idsOf(await today(tomorrow))[0]).toBe(late);
  await holds(tomorrow);
  await undo(db, NOW + 3000);
  await undo(db, NOW + 4000, [], OTHER_DEVICE);
  expect(idsOf(await today(NOW + 5000))).toEqual(before);
  await holds(NOW + 5000);
  await holds(tomorrow);
});

test("a chosen card that moves behind those which were not chosen waits for its turn", async () => {
  await backAfterAbsence(db, 200);
  await takePlan(db, 10);
  await rest();
  const [first] = idsOf(await today());
  if (!first) throw new Error("nothing is asked");
  const events = eventsAmong(await wholeLog(db)).filter((event) => "card" in event && event.card === first);
  const last = events.toSorted((a, b) => a.atMs - b.atMs).at(-1);
  if (!last) throw new Error("it was never answered");
  // As another device takes its newest answer back: the card stands where it stood weeks before.
  await merge(db, [makeUndo(last, maker(NOW + 1000, OTHER_DEVICE))], scheduler);
  expect((await today(NOW + 2000)).portion).toBe("known");
  expect((await today(NOW + 2000)).reviews.map(({ id }) => id)).not.toContain(first);
  await holds(NOW + 2000);
});

test("once too few of the chosen cards can be asked, others are chosen", async () => {
  await backAfterAbsence(db, 200);
  await takePlan(db, 10);
  await rest();
  const chosen = (await today()).reviews.map(({ id }) => id);
  await act(chosen.slice(0, -5), { kind: "suspend" }, NOW + 1000);
  expect((await today(NOW + 2000)).portion).toBe("unknown");
  await rest(NOW + 2000);
  await holds(NOW + 3000);
  expect(idsOf(await today(NOW + 3000))).toHaveLength(10);
});

test("where a deck comes, or is switched on, others are chosen", async () => {
  await backAfterAbsence(db, 200);
  await takePlan(db, 10);
  await setSwitch(db, TEST_DECK, null, false, () => maker(NOW));
  const read = await today();
  if (read.plan?.catchUp) await choosePortions(db, read, read.plan.catchUp);
  expect([(await today()).portion, idsOf(await today())]).toEqual(["known", []]);
  await setSwitch(db, TEST_DECK, null, true, () => maker(NOW + 1000));
  expect((await today()).portion).toBe("unknown");
  await rest();
  await holds(NOW + 2000);
  const cards = Array.from({ length: 199 }, (_, i) => content(`f${i}`, i));
  await installDeck(db, deck(cards, "2"), scheduler, NOW);
  expect((await today()).portion).toBe("unknown");
});

test("what changes without an event while cards are chosen leaves nothing behind", async () => {
  await backAfterAbsence(db, 200);
  await takePlan(db, 10);
  const read = await today();
  const choosing = choosePortions(db, read, { perDay: 10, untilDay: read.now.today + 30 });
  await write(db, ["local"], noteUnlogged);
  expect(await choosing).toBe(false);
  expect((await today()).portion).toBe("unknown");
});

test("long logs that come in are no reason to read much: others are chosen at rest", async () => {
  await backAfterAbsence(db, 500);
  await takePlan(db, 10);
  await rest();
  await merge(db, Array.from({ length: 90 }, (_, i) => reviewsOf(`f${i}`, 1, NOW + i)).flat(), scheduler);
  expect((await today(NOW + 1e6)).portion).toBe("known");
  await merge(db, Array.from({ length: 60 }, (_, i) => reviewsOf(`f${90 + i}`, 1, NOW + i)).flat(), scheduler);
  expect((await today(NOW + 1e6)).portion).toBe("ageing");
  await holds(NOW + 1e6);
  await merge(db, Array.from({ length: 300 }, (_, i) => reviewsOf(`f${150 + i}`, 1, NOW + i)).flat(), scheduler);
  expect((await today(NOW + 1e6)).portion).toBe("unknown");
  await rest(NOW + 1e6);
  await holds(NOW + 1e6);
});

test("what is chosen for a day holds on it, after days without a page at rest", async () => {
  await backAfterAbsence(db, 400);
  await takePlan(db, 20);
  await rest();
  for (const days of [1, 2, 5, 7]) {
    await holds(NOW + days * DAY_MS);
    expect((await today(NOW + days * DAY_MS)).portion).toBe("ageing");
  }
  expect((await today(NOW + 8 * DAY_MS)).portion).toBe("unknown");
});

test("what is kept is damaged or of another form: it is chosen anew", async () => {
  await backAfterAbsence(db, 200);
  await takePlan(db, 20);
  await rest();
  const keys = (await db.getAllKeys("local")).filter((key) => key.startsWith("made-anew/portion/"));
  expect(keys).toHaveLength(8);
  for (const value of [null, 7, {}, { form: 1, ids: 3 }, { form: 0, ids: [], last: null, stamp: {} }]) {
    for (const key of keys) await db.put("local", { key, value });
    expect((await today()).portion).toBe("unknown");
    await rest();
    await holds(NOW);
  }
});

test("a day with no plan asks for nothing of it", async () => {
  await backAfterAbsence(db, 200);
  expect((await today()).portion).toBeNull();
  await takePlan(db, 20);
  await rest();
  await setPlan(db, CATCH_UP, null, () => maker(NOW + 1000));
  const read = await today(NOW + 2000);
  expect(read.portion).toBeNull();
  // In the order in which they fell due.
  expect(read.reviews.map(({ id }) => id)).not.toEqual(
    read.reviews.toSorted(likeliestFirst(read.now.today)).map(({ id }) => id),
  );
});
