import type { IDBPTransaction } from "idb";
import type { CardId, DeviceId, FactId } from "../../core/ids.ts";
import { registerName } from "../../core/log/register-name.ts";
import { isPutOff } from "../../core/memory/put-off.ts";
import { likeliestFirst } from "../../core/plan/away.ts";
import { callsOf, canBeCalled } from "../../core/plan/called.ts";
import { returnKey, WELCOME } from "../../core/plan/notice.ts";
import { takeApart, takenBy } from "../../core/plan/pairs.ts";
import { type Day, doneCounts, newOn, reviewsOn } from "../../core/plan/queue.ts";
import type { Settings } from "../../core/settings.ts";
import { type Now, nowAt } from "../../core/time/now.ts";
import { daysOfToday, type OffsetAt, type StudyDay } from "../../core/time/study-day.ts";
import { readDevice } from "../database/local.ts";
import { readableAlong, readableAt } from "../database/readable.ts";
import { type DeckRow, type OsteonDB, QUEUE, type StateRow, type StoreName } from "../database/schema.ts";
import type { Reading } from "../database/transaction.ts";
import type { Database } from "../opening/open.ts";
import { examOf, planFrom, plansNow } from "../settings/plan.ts";
import { settingsNow } from "../settings/settings.ts";
import {
  type ChapterKey,
  chaptersOn,
  isAmong,
  type SwitchedOff,
  switchedOff,
  switchesNow,
} from "../settings/switches.ts";
import { type KnownFacts, pairReading, readApart } from "./pairs.ts";
import { type Portion, readPortion } from "./portion.ts";
import { begunQueues, dueBy, type QueuesKey, type Stretch, takeFromQueues, whole } from "./queues.ts";

/** Today, with what the pages need beside the queue. */
export interface Today extends Day<StateRow> {
  readonly settings: Settings;
  readonly device: DeviceId;
  readonly decks: readonly DeckRow[];
  /** The chapters that ask something. */
  readonly on: readonly ChapterKey[];
  readonly off: SwitchedOff;
  readonly past: Past;
  /** Cards that would be among these and are passed over, since the browser cannot read where they stand. */
  readonly unreadable: readonly CardId[];
  /** The study day of an exam that is ahead. */
  readonly exam: StudyDay | null;
  /**
   * Of a learner who catches up: whether it is known which cards come first, and whether pages at rest should choose them
   * anew. Where it is not, the cards that are due longest are there instead. Null where nobody catches up.
   */
  readonly portion: "known" | "ageing" | "unknown" | null;
}

/** What a page must know of the days before today. */
export interface Past {
  /** Answers that were ever given and count; those beyond `BEGINNER_ANSWERS` may be left out. */
  readonly answers: number;
  /** The first screen has been read. */
  readonly welcomed: boolean;
  /** The last study day, up to today, on which a card was answered; null where none was. */
  readonly lastDay: StudyDay | null;
  /** The learner has been told of the absence since that day. */
  readonly returned: boolean;
}

/** For so many answers the grades explain themselves. */
export const BEGINNER_ANSWERS = 20;

const STORES: StoreName[] = ["states", "decks", "registers", "local", "parts", "contents", "events"];
type Transaction = IDBPTransaction<OsteonDB, StoreName[], "readonly">;

/** Facts read beyond a limit: what the page answers next is then there already. */
export const MARGIN = 12;
/** Learning cards that are looked at: more than anybody answers on a day. */
const MOST_LEARNING = 500;
const LIKELY_LEARNING = 20;
/** Days until which cards were put off and of which each is read by itself; more are mostly a damaged or a made up log. */
const MOST_DAYS = 20;
/** So many facts are read with the day, wherever that is. */
const FEW_FACTS = 20;
/** With more of the log behind them, the cards that come first are chosen anew at rest. */
const FAR_BEHIND = 100;

/**
 * Everything a study session needs to know, read in one transaction, so that it fits together.
 * @param facts what whoever reads the day again and again keeps of its facts, from one connection to the next. Where many are
 * not known they are read aside, and the day once more: one request for each of them would let a grade wait
 */
export async function readToday(db: Database, nowMs: number, offsetAt: OffsetAt, facts?: KnownFacts): Promise<Today> {
  const transaction: Transaction = db.transaction(STORES, "readonly");
  // Asked for at once, answered in order: the settings first, since the study day depends on them.
  const chosen = settingsNow(transaction);
  const switched = switchesNow(transaction);
  const all = transaction.objectStore("decks").getAll();
  const planned = plansNow(transaction);
  const device = readDevice(transaction.objectStore("local"));
  const settings = await chosen;
  const now = nowAt(nowMs, offsetAt, settings.rolloverHour);
  const lost = new Set<CardId>();
  const answering = answeredOn(transaction, now, lost);
  const remembering = readPast(transaction, now.today, lost);
  const [switches, decks, plans] = await Promise.all([switched, all, planned]);
  const on = chaptersOn(decks, switches);
  const plan = planFrom(plans, now.today);
  const begun = await begunQueues(transaction.objectStore("states"), on, MOST_DAYS);
  const awake = begun.putOff.filter(
    ({ until, andBefore }) => andBefore || !isPutOff({ buriedUntil: until }, now.today),
  );
  const asked: Asked = {
    on,
    today: now.today,
    lost,
    withNew: [...on, ...awake],
    // Most chapters are begun one after the other: of those to come nothing but what is new is asked for.
    begun: [...begun.chapters, ...awake],
  };
  const pairing = pairReading(db, transaction, decks, facts);
  const [learning, answered, past] = await Promise.all([readLearning(transaction, asked), answering, remembering]);
  // Cards of these facts wait for tomorrow, however many are due: what is shown in their place must be read as well.
  const seen = [...answered, ...learning];
  const beside = new Set(seen.map(({ fact }) => fact));
  const { catchUp } = plan;
  const newPerDay = newOn({ settings, plan });
  const reviewsPerDay = reviewsOn({ settings, plan });
  // After an absence they come in another order than that in which they fell due.
  const portion = catchUp && (await readPortion(transaction, asked));
  for (const id of portion?.unreadable ?? []) lost.add(id);
  const [due, unseen] = await Promise.all([
    portion ? [...portion.rows] : readFacts(transaction, asked, dueBy(now.today), reviewsPerDay + MARGIN, beside),
    readFacts(transaction, asked, whole(QUEUE.new), newPerDay + MARGIN, beside),
  ]);
  const first = [...seen, ...due, ...unseen];
  if (facts && pairing.unknownOf(first) > FEW_FACTS) {
    await transaction.done;
    await pairing.readAside(first);
    return readToday(db, nowMs, offsetAt, facts);
  }
  await pairing.readOf(first);
  const taken = takenBy(seen, pairing.pairs);
  const more = (stretch: Stretch) => (wanted: number) => readFacts(transaction, asked, stretch, wanted, beside);
  const apart = { taken, margin: MARGIN, beside };
  const ofReviews = { ...apart, limit: reviewsPerDay, more: more(dueBy(now.today)) };
  const reviews = portion ? due : await readApart(pairing, due, ofReviews);
  const ofNew = { ...apart, limit: newPerDay, more: more(whole(QUEUE.new)) };
  const newCards = await readApart(pairing, unseen, ofNew);
  const off = switchedOff(decks, switches);
  const { pairs } = pairing;
  const called = await readCalled(transaction, asked, now, [...seen, ...reviews]);
  const exam = examOf(plans, now.today);
  const queues = { learning, reviews, newCards, answered, pairs, called };
  const known = catchUp && portionState(portion, queues, reviewsPerDay, now.today);
  const found = { ...queues, decks, on, off, past, plan, exam, portion: known };
  const result = { now, settings, ...found, device: await device, unreadable: [...lost] };
  await transaction.done;
  return result;
}

/**
 * The cards that were answered on this study day. One that is further ahead than a traveller's was dated by a wrong clock, and
 * counts on that day. A card that was renamed counts under its present id.
 */
async function answeredOn(transaction: Transaction, { today }: Now, lost: Set<CardId>): Promise<StateRow[]> {
  const byLastDay = transaction.objectStore("states").index("lastDay");
  const { rows, unreadable } = await readableAlong<number, CardId, StateRow>(
    byLastDay,
    dayRange(...daysOfToday(today)),
  );
  for (const { primaryKey } of unreadable) lost.add(primaryKey);
  return withoutRenamed(transaction, rows);
}

/** The row of a card that was renamed stays; what was answered belongs to the card that has its id now. */
async function withoutRenamed(transaction: Transaction, rows: readonly StateRow[]): Promise<StateRow[]> {
  const former = transaction.objectStore("states").index("former");
  const renamed = await Promise.all(rows.map(({ id, retired }) => retired && former.getKey(id)));
  return rows.filter((_, i) => !renamed[i]);
}

const dayRange = (from: StudyDay, to: StudyDay): IDBKeyRange => IDBKeyRange.bound(from, to);

/** The contrasts that answers call for, of chapters that are on, and nothing has happened to since. */
async function readCalled(
  transaction: Transaction,
  { on }: Asked,
  { today, nowMs }: Now,
  cards: readonly StateRow[],
): Promise<StateRow[]> {
  const [states, contents] = [transaction.objectStore("states"), transaction.objectStore("contents")];
  const read = async ([id, atMs]: readonly [CardId, number]): Promise<StateRow | null> => {
    const row = await readableAt(states, id);
    if (!row || !isAmong(on, row) || row.state.lastEventAtMs >= atMs || !canBeCalled(row, today)) return null;
    // A file may call for any card.
    return (await readableAt(contents, id))?.type === "contrast" ? row : null;
  };
  const rows = await Promise.all([...callsOf(cards, nowMs)].map(read));
  return rows.filter((row) => row !== null);
}

async function readPast(transaction: Transaction, today: StudyDay, lost: Set<CardId>): Promise<Past> {
  const byLastDay = transaction.objectStore("states").index("lastDay");
  const registers = transaction.objectStore("registers");
  const isSeen = async (key: string) => (await registers.getKey(registerName({ kind: "seen", key }))) !== undefined;
  const [first, welcomed, last] = await Promise.all([
    readableAlong<number, CardId, StateRow>(byLastDay, null, BEGINNER_ANSWERS),
    isSeen(WELCOME),
    byLastDay.openKeyCursor(IDBKeyRange.upperBound(today), "prev"),
  ]);
  const lastDay = last?.key ?? null;
  for (const { primaryKey } of first.unreadable) lost.add(primaryKey);
  const answers = (await withoutRenamed(transaction, first.rows)).reduce((sum, { state }) => sum + state.reviews, 0);
  return { answers, welcomed, lastDay, returned: lastDay !== null && (await isSeen(returnKey(lastDay))) };
}

/** Of which chapters cards are read, from which of their queues, new cards and all others, and on which day. */
interface Asked {
  readonly on: readonly ChapterKey[];
  readonly withNew: readonly QueuesKey[];
  readonly begun: readonly QueuesKey[];
  readonly today: StudyDay;
  /** Is given the cards that cannot be read. */
  readonly lost: Set<CardId>;
}

/** Of many days that are read as one some may be to come, and a row may be older than the queues of what is put off. */
const isAwake = ({ state }: StateRow, { today }: Asked): boolean => !isPutOff(state, today);

const queuesFor = ({ withNew, begun }: Asked, { kind }: Stretch): readonly QueuesKey[] =>
  kind === QUEUE.new ? withNew : begun;

type Queues = Required<Pick<Today, "reviews" | "learning" | "answered" | "called" | "pairs">>;

/** @param limit of reviews on this day */
function portionState(
  portion: Portion | null,
  { reviews, learning, answered, called, pairs }: Queues,
  limit: number,
  today: StudyDay,
): Today["portion"] {
  if (!portion) {
    // Where no more facts than were asked for are due, all cards that are due were read.
    const seen = new Set([...answered, ...learning].map(({ fact }) => fact));
    const facts = new Set(reviews.map(({ fact }) => fact).filter((fact) => !seen.has(fact)));
    return facts.size < limit + MARGIN ? "known" : "unknown";
  }
  const state = portion.chosenOn !== today || portion.behind > FAR_BEHIND ? "ageing" : "known";
  if (portion.isAll || portion.isLongest) return state;
  const taken = takenBy([...answered, ...learning, ...called], pairs);
  const left = limit - doneCounts(answered).reviews;
  const inTurn = reviews.toSorted(likeliestFirst(today));
  return takeApart(inTurn, taken, left, pairs).chosen.length < left ? "unknown" : state;
}

/** The cards within their steps that have waited longest. */
const readLearning = (transaction: Reading, asked: Asked): Promise<StateRow[]> =>
  readAwake(transaction, asked, whole(QUEUE.learning), MOST_LEARNING, LIKELY_LEARNING);

/** The first cards of a queue that are not put off, at most so many. @param likely about how many there are */
async function readAwake(
  transaction: Reading,
  asked: Asked,
  stretch: Stretch,
  most: number,
  likely = most,
): Promise<StateRow[]> {
  const rows: StateRow[] = [];
  const take = (row: StateRow): boolean => !isAwake(row, asked) || rows.push(row) < most;
  for (const id of await takeFromQueues(transaction, queuesFor(asked, stretch), stretch, likely, take))
    asked.lost.add(id);
  return rows;
}

/**
 * The first cards of a queue, as many as hold so many facts beside those that are taken; none that is put off. Of the rows
 * that are read, all but some of each chapter are cards of these facts or of those that are taken.
 */
async function readFacts(
  transaction: Reading,
  asked: Asked,
  stretch: Stretch,
  wanted: number,
  taken: ReadonlySet<FactId>,
): Promise<StateRow[]> {
  const rows: StateRow[] = [];
  const facts = new Set<FactId>();
  const take = (row: StateRow): boolean => {
    if (!isAwake(row, asked)) return true;
    rows.push(row);
    if (!taken.has(row.fact)) facts.add(row.fact);
    return facts.size < wanted;
  };
  for (const id of await takeFromQueues(transaction, queuesFor(asked, stretch), stretch, wanted, take))
    asked.lost.add(id);
  return rows;
}
