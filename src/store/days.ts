/** The sums of each study day, brought along in the transaction that adds the events. See `core/stats/day-sums.ts`. */
import { grouped } from "../core/grouped.ts";
import { type CardId, deckOf } from "../core/ids.ts";
import type { StudyDay } from "../core/plan/study-day.ts";
import { same } from "../core/same.ts";
import { type DayReview, type DayRow, dayReviews, NO_SUMS, withReview } from "../core/stats/day-sums.ts";
import type { EventsOf } from "./log.ts";
import type { Database } from "./open.ts";
import { isRecounted, readRecount } from "./recount-position.ts";
import type { StateRow, StoreName } from "./schema.ts";
import type { Reading, Writing } from "./transaction.ts";

/** What a transaction must hold for events to be counted in it. */
export const DAY_STORES = ["days", "recount", "local"] as const satisfies readonly StoreName[];

/** The sums from one study day to another, both within, of every deck. */
export const readDays = (db: Database, from: StudyDay, to: StudyDay): Promise<DayRow[]> =>
  db.getAll("days", IDBKeyRange.bound([from, ""], [to, "\uffff"]));

/** The card under which events are counted, and all ids whose events are its own. */
export interface Counted {
  readonly card: CardId;
  readonly ids: readonly CardId[];
}

/**
 * The card that an id counts under: the one in a deck that has the id or had it once, else the id alone. So each event
 * counts once, also those of a card that was renamed, and those of a deck that is no longer here.
 */
export async function countedUnder(transaction: Reading, id: CardId): Promise<Counted> {
  const owner = await ownerOf(transaction, id);
  if (!owner) return { card: id, ids: [id] };
  const owners = await Promise.all(owner.formerIds.map((former) => ownerOf(transaction, former)));
  return { card: owner.id, ids: [owner.id, ...owner.formerIds.filter((_, i) => owners[i]?.id === owner.id)] };
}

async function ownerOf(transaction: Reading, id: CardId): Promise<StateRow | undefined> {
  const states = transaction.objectStore("states");
  const row = await states.get(id);
  if (row && !row.retired) return row;
  const successors = await states.index("former").getAll(id);
  return successors.find(({ retired }) => !retired);
}

/** The same for several ids, each card once. */
export async function countedUnderAny(transaction: Reading, ids: Iterable<CardId>): Promise<Counted[]> {
  const all = await Promise.all([...ids].map((id) => countedUnder(transaction, id)));
  return [...new Map(all.map((one) => [one.card, one])).values()];
}

/** The reviews of some cards that count, by card. */
export async function reviewsOf(cards: readonly Counted[], eventsOf: EventsOf): Promise<CountedReviews> {
  const all = cards.map(async ({ card, ids }) => {
    const events = (await Promise.all(ids.map(eventsOf))).flat();
    return [card, dayReviews(events)] as const;
  });
  return new Map(await Promise.all(all));
}
export type CountedReviews = ReadonlyMap<CardId, readonly DayReview[]>;

/** Brings the sums along where other reviews of some cards count than before. */
export async function changeDays(transaction: Writing, before: CountedReviews, after: CountedReviews): Promise<void> {
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((card) =>
    changesOf(card, before.get(card) ?? [], after.get(card) ?? []),
  );
  if (changes.length > 0) await applyChanges(transaction, changes);
}

/** The same where one review was added behind all others. */
export const addToDays = (transaction: Writing, card: CardId, review: DayReview): Promise<void> =>
  applyChanges(transaction, [{ card, review, sign: 1 }]);

/** Adds the reviews of cards that a recount has come to. */
export const changeRecount = (transaction: Writing, reviews: CountedReviews): Promise<void> =>
  changeRows(
    transaction,
    "recount",
    [...reviews].flatMap(([card, all]) => all.map((review): Change => ({ card, review, sign: 1 }))),
  );

interface Change {
  readonly card: CardId;
  readonly review: DayReview;
  readonly sign: 1 | -1;
}

function changesOf(card: CardId, before: readonly DayReview[], after: readonly DayReview[]): Change[] {
  const old = new Map(before.map((review) => [review.event, review]));
  const added = after.filter((review) => !same(old.get(review.event), review));
  const isAdded = new Set(added);
  const stays = new Set(after.filter((review) => !isAdded.has(review)).map(({ event }) => event));
  const gone = before.filter(({ event }) => !stays.has(event));
  return [
    ...gone.map((review): Change => ({ card, review, sign: -1 })),
    ...added.map((review): Change => ({ card, review, sign: 1 })),
  ];
}

async function applyChanges(transaction: Writing, changes: readonly Change[]): Promise<void> {
  const recount = await readRecount(transaction);
  await changeRows(transaction, "days", changes);
  const recounted = recount ? changes.filter(({ card }) => isRecounted(recount, card)) : [];
  if (recounted.length > 0) await changeRows(transaction, "recount", recounted);
}

async function changeRows(transaction: Writing, name: "days" | "recount", changes: readonly Change[]): Promise<void> {
  const store = transaction.objectStore(name);
  const byKey = grouped(changes, ({ card, review }) => `${review.day} ${deckOf(card)}`);
  await Promise.all(
    [...byKey.values()].map(async (all) => {
      const [first] = all;
      if (!first) return;
      const [day, deck] = [first.review.day, deckOf(first.card)];
      const there: DayRow = (await store.get([day, deck])) ?? { day, deck, ...NO_SUMS };
      const row = all.reduce((sums, { review, sign }) => withReview(sums, review, sign), there);
      // A day on which nothing counts any more has no row, as one on which nothing was ever done.
      if (same(row, { day, deck, ...NO_SUMS })) await store.delete([day, deck]);
      else await store.put(row);
    }),
  );
}
