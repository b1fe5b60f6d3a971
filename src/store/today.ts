import type { IDBPTransaction } from "idb";
import type { CardEntry } from "../core/card.ts";
import type { CardContent, Correction, Reference, Term } from "../core/deck/deck.ts";
import type { DeviceId, FactId } from "../core/ids.ts";
import { registerName } from "../core/log/register.ts";
import type { Later } from "../core/plan/next-due.ts";
import { type Notice, noticeBefore, noticeKeys, returnKey, WELCOME } from "../core/plan/notice.ts";
import { type Now, nowAt } from "../core/plan/now.ts";
import type { Day } from "../core/plan/queue.ts";
import type { OffsetAt, StudyDay } from "../core/plan/study-day.ts";
import type { Settings } from "../core/settings.ts";
import { readDevice } from "./local.ts";
import type { Database } from "./open.ts";
import { PLAN_REGISTERS, planFrom } from "./plan.ts";
import {
  type DeckPart,
  type DeckRow,
  type OsteonDB,
  type PartRow,
  QUEUE,
  type StateRow,
  type StoreName,
} from "./schema.ts";
import { SETTING_REGISTERS, settingsFrom } from "./settings.ts";
import { SWITCH_REGISTERS, type SwitchedOff, switchedOff } from "./switches.ts";

/** Today, with what the pages need beside the queue. */
export interface Today extends Day<StateRow> {
  readonly settings: Settings;
  readonly device: DeviceId;
  readonly decks: readonly DeckRow[];
  readonly off: SwitchedOff;
  readonly past: Past;
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

type Reading = IDBPTransaction<OsteonDB, StoreName[], "readonly">;

/** Facts read beyond a limit: what the page answers next is then there already. */
const MARGIN = 12;
/** Learning cards that are looked at: more than anybody answers on a day. */
const MOST_LEARNING = 500;
/** Due cards that are put in order after an absence. */
const MOST_DUE = 5000;

/** Everything a study session needs to know, read in one transaction, so that it fits together. */
export async function readToday(db: Database, nowMs: number, offsetAt: OffsetAt): Promise<Today> {
  const transaction: Reading = db.transaction(["states", "decks", "registers", "local"], "readonly");
  // Asked for at once, answered in order: the settings first, since the study day depends on them.
  const chosen = transaction.objectStore("registers").getAll(SETTING_REGISTERS());
  const decks = transaction.objectStore("decks").getAll();
  const switches = transaction.objectStore("registers").getAll(SWITCH_REGISTERS());
  const plans = transaction.objectStore("registers").getAll(PLAN_REGISTERS());
  const device = readDevice(transaction.objectStore("local"));
  const settings = settingsFrom(await chosen);
  const now = nowAt(nowMs, offsetAt, settings.rolloverHour);
  const states = transaction.objectStore("states");
  const byQueue = states.index("queue");
  const isAwake = (rows: readonly StateRow[]): StateRow[] =>
    rows.filter(({ state }) => (state.buriedUntil ?? 0) <= now.today);
  const [learning, answered] = await Promise.all([
    byQueue
      .getAll(range(QUEUE.learning, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY), MOST_LEARNING)
      .then(isAwake),
    answeredOn(transaction, now),
  ]);
  // Cards of these facts wait for tomorrow, however many are due: what is shown in their place must be read as well.
  const taken = new Set([...answered, ...learning].map(({ fact }) => fact));
  const due = range(QUEUE.review, Number.NEGATIVE_INFINITY, now.today);
  const all = range(QUEUE.new, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  const isOpen = unlocked(states);
  const plan = planFrom(await plans, now.today);
  const [reviews, newCards] = await Promise.all([
    // After an absence they come in another order than that in which they fell due.
    plan.catchUp
      ? byQueue.getAll(due, MOST_DUE).then(isAwake)
      : readFacts((most) => byQueue.getAll(due, most), settings.reviewsPerDay + MARGIN, taken, isAwake),
    readFacts((most) => byQueue.getAll(all, most), settings.newPerDay + MARGIN, taken, isAwake, isOpen),
  ]);
  const off = switchedOff(await decks, await switches);
  const past = await readPast(transaction, now.today);
  const result = {
    now,
    settings,
    learning,
    reviews,
    newCards,
    answered,
    off,
    past,
    plan,
    decks: await decks,
    device: await device,
  };
  await transaction.done;
  return result;
}

/**
 * The cards that were answered on this study day. A traveller's card can be a day ahead of the calendar; one that is
 * further ahead was dated by a wrong clock, and counts on that day. A card that was renamed counts under its present id.
 */
async function answeredOn(transaction: Reading, { today }: Now): Promise<StateRow[]> {
  const states = transaction.objectStore("states");
  const rows = await states.index("lastDay").getAll(IDBKeyRange.bound(today, today + 1));
  const renamed = await Promise.all(rows.map(({ id, retired }) => retired && states.index("former").getKey(id)));
  return rows.filter((_, i) => !renamed[i]);
}

async function readPast(transaction: Reading, today: StudyDay): Promise<Past> {
  const byLastDay = transaction.objectStore("states").index("lastDay");
  const registers = transaction.objectStore("registers");
  const isSeen = async (key: string) => (await registers.getKey(registerName({ kind: "seen", key }))) !== undefined;
  const [first, welcomed, last] = await Promise.all([
    byLastDay.getAll(null, BEGINNER_ANSWERS),
    isSeen(WELCOME),
    byLastDay.openKeyCursor(IDBKeyRange.upperBound(today), "prev"),
  ]);
  const lastDay = last?.key ?? null;
  const answers = first.reduce((sum, { state }) => sum + state.reviews, 0);
  return { answers, welcomed, lastDay, returned: lastDay !== null && (await isSeen(returnKey(lastDay))) };
}

/** How many reviews are due on a study day, and on each of some days after it. */
export async function countDue(db: Database, today: StudyDay, days: number): Promise<number[]> {
  const byQueue = db.transaction("states", "readonly").store.index("queue");
  return Promise.all([
    byQueue.count(range(QUEUE.review, Number.NEGATIVE_INFINITY, today)),
    ...Array.from({ length: days }, (_, i) => byQueue.count(range(QUEUE.review, today + 1 + i, today + 1 + i))),
  ]);
}

/** The cards that were begun and are asked for. */
export const readBegun = async (db: Database): Promise<StateRow[]> =>
  (await db.getAllFromIndex("states", "queue", IDBKeyRange.lowerBound([QUEUE.learning]))).filter(
    ({ state }) => state.memory !== null,
  );

/** The first study day after today on which a card in review falls due, and how many do; null when none ever does. */
export async function readLater(db: Database, today: StudyDay): Promise<Later> {
  const byQueue = db.transaction("states", "readonly").store.index("queue");
  const first = await byQueue.openKeyCursor(range(QUEUE.review, today + 1, Number.POSITIVE_INFINITY));
  if (!first) return null;
  const [, day] = first.key;
  return { day, cards: await byQueue.count(range(QUEUE.review, day, day)) };
}

/**
 * The first cards of a queue, as many as hold so many facts beside those that are taken.
 * @param read the first cards, at most so many
 * @param awake those of them that are not put off
 * @param open which of them may be shown, one answer for each
 */
async function readFacts(
  read: (most: number) => Promise<StateRow[]>,
  wanted: number,
  taken: ReadonlySet<FactId>,
  awake: (rows: readonly StateRow[]) => StateRow[],
  open: (rows: readonly StateRow[]) => Promise<readonly boolean[]> = async (rows) => rows.map(() => true),
): Promise<StateRow[]> {
  // From the start again, twice as far, until enough are there: places in a queue are not unique.
  for (let most = wanted; ; most *= 2) {
    const rows = await read(most);
    const candidates = awake(rows);
    const isOpen = await open(candidates);
    const shown = candidates.filter((_, i) => isOpen[i]);
    const facts = new Set(shown.map(({ fact }) => fact).filter((fact) => !taken.has(fact)));
    if (facts.size >= wanted || rows.length < most) return shown;
  }
}

/** Tells which new cards are unlocked: each fact that they wait for was answered right once. */
function unlocked(states: {
  readonly index: (name: "fact") => { readonly getAll: (fact: FactId) => Promise<StateRow[]> };
}) {
  const known = new Map<FactId, Promise<boolean>>();
  const isKnown = (fact: FactId): Promise<boolean> => {
    const asked =
      known.get(fact) ??
      states
        .index("fact")
        .getAll(fact)
        .then((rows) => rows.some((row) => row.state.successes > 0));
    known.set(fact, asked);
    return asked;
  };
  return (rows: readonly StateRow[]): Promise<boolean[]> =>
    Promise.all(rows.map(async (row) => (await Promise.all(row.unlockedBy.map(isKnown))).every(Boolean)));
}

/** All that is shown with one card. */
export interface CardText {
  readonly content: CardContent;
  /** What must be shown before it, if anything. */
  readonly notice: Notice | null;
  readonly terms: readonly Term[];
  readonly references: readonly Reference[];
}

/** What a card says, and what is shown before and beside it; null when its content is not there. */
export async function readCardText(db: Database, card: CardEntry): Promise<CardText | null> {
  const transaction = db.transaction(["contents", "parts", "registers"], "readonly");
  const content = await transaction.objectStore("contents").get(card.id);
  if (!content) return null;
  const parts = transaction.objectStore("parts");
  const part = async <P extends DeckPart>(name: P, ids: readonly string[]) =>
    (await Promise.all(ids.map((id) => parts.get([card.deck, name, id])))).flatMap((row) =>
      row ? [row.item as Extract<PartRow, { part: P }>["item"]] : [],
    );
  const [terms, references, corrections] = await Promise.all([
    part("terms", content.terms),
    part("references", content.references),
    card.state.reviews > 0 ? correctionsOf(parts, card) : [],
  ]);
  const registers = transaction.objectStore("registers");
  const keys = noticeKeys(terms, corrections);
  const seen = await Promise.all(keys.map((key) => registers.getKey(registerName({ kind: "seen", key }))));
  const isSeen = new Set(keys.filter((_, i) => seen[i] !== undefined));
  await transaction.done;
  return { content, terms, references, notice: noticeBefore({ card, content, terms, corrections }, isSeen) };
}

/** Few decks have any, and none has many. */
async function correctionsOf(
  parts: { readonly getAll: (keys: IDBKeyRange) => Promise<PartRow[]> },
  { deck, fact }: CardEntry,
): Promise<Correction[]> {
  const rows = await parts.getAll(IDBKeyRange.bound([deck, "corrections", ""], [deck, "corrections", "\uffff"]));
  return rows.flatMap((row) => (row.part === "corrections" && row.item.fact === fact ? [row.item] : []));
}

const range = (queue: number, from: number, to: number): IDBKeyRange => IDBKeyRange.bound([queue, from], [queue, to]);
