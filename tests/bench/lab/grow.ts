/** Fills the database of the extension as years of study would, from inside a page of it. */
import { replicate } from "../../../src/copies/place/replicate.ts";
import type { Deck } from "../../../src/core/deck/deck.ts";
import { type CardId, type DeckId, makeDeviceId, makeEventId } from "../../../src/core/ids.ts";
import { foldCard } from "../../../src/core/log/fold.ts";
import type { ReviewEvent } from "../../../src/core/log/kinds.ts";
import { makeUndo } from "../../../src/core/log/make-event.ts";
import type { Place } from "../../../src/core/log/place.ts";
import { modelFor } from "../../../src/core/memory/model.ts";
import { makeScheduler } from "../../../src/core/memory/scheduler.ts";
import { CATCH_UP, catchUpText } from "../../../src/core/plan/away.ts";
import { buildQueue } from "../../../src/core/plan/queue.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/settings.ts";
import { type DayEntry, dayEntries } from "../../../src/core/stats/day-entry.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { recordFiles } from "../../../src/platform/record/files.ts";
import { cardIdsOf } from "../../../src/store/database/key-ranges.ts";
import { changeDays } from "../../../src/store/days/days.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { setPlan } from "../../../src/store/settings/set-plan.ts";
import { CARD_STORES } from "../../../src/store/states/refold.ts";
import { stateRow } from "../../../src/store/states/state-row.ts";
import { readToday, type Today } from "../../../src/store/today/today.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { undoLast } from "../../../src/store/writing/undo.ts";
import { content, deck, TEST_DECK } from "../../support/samples/cards.ts";
import { CARDS_OF_DECK, decksFor } from "../filling.ts";

/**
 * Cards of one transaction: with their reviews less than a megabyte, as what a learner's answers write. Of a larger one
 * Chromium keeps how to undo it in the same files, and the next openings walk over that; see the README.
 */
const AT_ONCE = 200;
/** Events of one merge. */
const MERGED = 100;
const scheduler = makeScheduler(modelFor(DEFAULT_SETTINGS));
/** Not that of events of version 1, which are known by less than their ids. */
const device = makeDeviceId(new Uint8Array(10).fill(1));

/** The reviews of one card, five days apart; the last lies up to a year back, yesterday's among them, and the card is due. */
function reviewsOf(card: ReviewEvent["card"], place: number, count: number, nowMs: number): ReviewEvent[] {
  return Array.from({ length: count }, (_, i) => {
    const atMs = Math.floor(nowMs - (1 + (place % 365) + (count - 1 - i) * 5) * DAY_MS) - (place % 1000);
    const random = new Uint8Array(10);
    new DataView(random.buffer).setUint32(0, place);
    const studyDay = Math.floor(atMs / DAY_MS);
    return {
      kind: "review",
      id: makeEventId(atMs, random),
      device,
      card,
      atMs,
      offsetMinutes: 0,
      studyDay,
      rating: 3,
      phase: i === 0 ? "new" : "review",
      factRevision: 1,
      durationMs: 4000,
      surface: "newtab",
      next: { dueDay: studyDay + 1, dueAtMs: null },
    };
  });
}

/** One deck, or with many cards several: the first is that of the tests, which what is timed afterwards takes its cards from. */
const decksOf = (cards: number): Deck[] =>
  Array.from({ length: decksFor(cards) }, (_, place) => {
    const id = (place === 0 ? TEST_DECK : `${TEST_DECK}-${place + 1}`) as DeckId;
    const from = place * CARDS_OF_DECK;
    const count = Math.min(CARDS_OF_DECK, cards - from);
    const facts = Array.from({ length: count }, (_, i) => content(`fact-${from + i}`, from + i, { deck: id }));
    return deck(facts, "1", { id });
  });

/**
 * So many cards of decks of one's own, each with so many reviews, beside what is there. Goes on where an earlier call has stopped.
 * @param budgetMs no step begins later than this
 * @returns whether all of it is there
 */
async function grow(cards: number, reviewsEach: number, budgetMs: number): Promise<boolean> {
  const end = performance.now() + budgetMs;
  const goOn = (): boolean => performance.now() < end;
  const db = await openDatabase();
  try {
    const decks = decksOf(cards);
    for (const one of decks)
      if (!(await db.getKey("decks", one.id))) await installDeck(db, one, scheduler, Date.now(), "own");
    const ids = (await Promise.all(decks.map(({ id }) => db.getAllKeys("states", cardIdsOf(id))))).flat();
    if (!(await review(db, ids, reviewsEach, goOn))) return false;
    // As after the first day: packed and copied, so that nothing of it goes on while steps are timed.
    const place = await recordFiles();
    return place === null || (await replicate(db, place, { goOn })).complete;
  } finally {
    db.close();
  }
}

/** Reviews of those cards that have none yet, one in ten left new. @returns whether all are there */
async function review(
  db: Database,
  ids: readonly CardId[],
  reviewsEach: number,
  goOn: () => boolean,
): Promise<boolean> {
  const nowMs = Date.now();
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const transaction = db.transaction([...CARD_STORES], "readwrite");
    const states = transaction.objectStore("states");
    const batch = ids.slice(start, start + AT_ONCE);
    const rows = await Promise.all(batch.map((id) => states.get(id)));
    if (rows[0]?.state.reviews) continue;
    if (!goOn()) return false;
    const writes: Promise<unknown>[] = [];
    const entries = new Map<CardId, DayEntry[]>();
    rows.forEach((row, i) => {
      // One in ten stays new.
      if (!row || i % 10 === 9) return;
      const events = reviewsOf(row.id, start + i, reviewsEach, nowMs);
      for (const event of events) writes.push(transaction.objectStore("events").add(event));
      entries.set(row.id, dayEntries(events));
      writes.push(states.put(stateRow({ ...row, state: foldCard(events, scheduler) }, scheduler.model.id)));
    });
    await Promise.all(writes);
    await changeDays(transaction, new Map(), entries);
    await transaction.done;
    console.log(`${start + batch.length} of ${ids.length} cards`);
  }
  return true;
}

/** How long one piece of work takes in the database as it is, in ms; each round on a new connection. */
async function time(what: "badge" | "merge" | "undo" | "undo-read", rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const db = await openDatabase();
    const nowMs = Date.now();
    const today = await readToday(db, nowMs, () => 0);
    const made = what === "badge" ? [] : await preparation(db, what, nowMs, today);
    const begun = performance.now();
    if (what === "badge") buildQueue(await readToday(db, nowMs, () => 0));
    else if (what === "merge") await merge(db, made, scheduler);
    else await undoOne(db, today, nowMs);
    // As a page does after whatever it has written.
    if (what === "undo-read") buildQueue(await readToday(db, nowMs, () => 0));
    times.push(performance.now() - begun);
    db.close();
  }
  return times;
}

/** For a merge a hundred reviews of the past that are not here yet; for an undo the review that is taken back. */
async function preparation(
  db: Database,
  what: "merge" | "undo" | "undo-read",
  nowMs: number,
  today: Today,
): Promise<ReviewEvent[]> {
  if (what === "merge") return hundredReviews(db, nowMs);
  const [card] = today.reviews;
  const made = { ...madeNow(card?.id, nowMs - 1000), studyDay: today.now.today, device: today.device };
  await merge(db, [made], scheduler);
  return [made];
}

async function hundredReviews(db: Database, nowMs: number): Promise<ReviewEvent[]> {
  const ids = await db.getAllKeys("states", cardIdsOf(TEST_DECK), MERGED);
  return Array.from({ length: MERGED }, (_, i) => madeNow(ids[i % ids.length], nowMs - 300 * DAY_MS - i * 1000));
}

/** A review of a card at some time, after which the card is due five days later. */
function madeNow(card: CardId | undefined, time: number): ReviewEvent {
  const [event] = card === undefined ? [] : reviewsOf(card, 0, 1, time);
  if (!event) throw new Error("there is no card");
  const atMs = Math.floor(time);
  const studyDay = Math.floor(atMs / DAY_MS);
  const id = makeEventId(atMs, crypto.getRandomValues(new Uint8Array(10)));
  return { ...event, id, atMs, studyDay, next: { dueDay: studyDay + 5, dueAtMs: null } };
}

async function undoOne(db: Database, { now, device }: Today, nowMs: number): Promise<void> {
  const random = crypto.getRandomValues(new Uint8Array(10));
  const wanted = { made: [], device, studyDay: now.today };
  const undone = await undoLast(db, wanted, scheduler, (event) =>
    makeUndo(event, { device, now: { ...now, nowMs }, random }),
  );
  if (!undone) throw new Error("nothing was taken back");
}

/** As who comes back after an absence and chooses to catch up by fifty cards a day. */
async function takePlan(): Promise<void> {
  const db = await openDatabase();
  const { now } = await readToday(db, Date.now(), () => 0);
  const random = crypto.getRandomValues(new Uint8Array(10));
  const plan = catchUpText({ perDay: 50, untilDay: now.today + 30 });
  await setPlan(db, CATCH_UP, plan, () => ({ device, now, random }));
  db.close();
}

let connection: Promise<Database> | null = null;

/**
 * So many days of a hundred reviews, each brought into the second record: how long that takes, and what is written. All
 * calls share a connection, so that a day may be asked for by itself.
 * @param from how many days were copied before
 */
async function copyOfDays(rounds: number, from = 0): Promise<{ readonly ms: number; readonly bytes: number }[]> {
  connection ??= openDatabase();
  const db = await connection;
  const place = await recordFiles();
  if (!place) throw new Error("there is no second record");
  let bytes = 0;
  const counted: Place = {
    ...place,
    write: (name, content) => {
      bytes += content.length;
      return place.write(name, content);
    },
  };
  const days: { readonly ms: number; readonly bytes: number }[] = [];
  for (let round = from; round < from + rounds; round++) {
    await merge(db, await hundredReviews(db, Date.now() - round * DAY_MS), scheduler);
    bytes = 0;
    const begun = performance.now();
    await replicate(db, counted);
    days.push({ ms: performance.now() - begun, bytes });
  }
  return days;
}

Object.assign(globalThis, { grow, time, copyOfDays, takePlan });
