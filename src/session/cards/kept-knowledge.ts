/**
 * What the first deck of the progress page showed last, as a text that the next page draws before the database has answered.
 * Without the sentences of its facts, and with those put together that are drawn as one.
 */
import type { FactId } from "../../core/ids.ts";
import { modelFor } from "../../core/memory/model.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import type { DeckFacts, KnownChapter } from "../../core/stats/deck-facts.ts";
import { drawnGroups, pitchOf, radiusOf } from "../../core/stats/drawn-groups.ts";
import { type Group, recallIn } from "../../core/stats/fact-groups.ts";
import { figuresAt, type KnownFacts, makeFacts } from "../../core/stats/known-facts.ts";
import { NO_DAY } from "../../core/stats/state-columns.ts";
import { DAY_MS } from "../../core/time/study-day.ts";
import { type Clock, systemClock } from "../../platform/clock.ts";
import { keepRing, readKeptRing } from "../../platform/kept-text.ts";
import { read } from "../../store/database/transaction.ts";
import { stampOf } from "../../store/log/stamp.ts";
import type { Database } from "../../store/opening/open.ts";
import { type Circumstances, fieldsOf, isStill, parsed } from "../common/kept.ts";
import { here } from "../common/kept-here.ts";
import { recallsIn, recallsText } from "./kept-recalls.ts";
import { type Knowledge, readKnowledge } from "./read-facts.ts";

/** A deck with more was not written here; its columns would take the page's memory. */
const MOST_FACTS = 1_000_000;
/** A study day may be an hour longer than others, and end elsewhere; what counts for longer was not written here. */
const LONGEST_MS = 2 * DAY_MS;

interface KeptChapter extends Pick<KnownChapter, "id" | "title"> {
  readonly facts: number;
  /** Of each of its groups, see `kept-recalls.ts`. */
  readonly recalls: string;
  /** The places of what was answered on this day. */
  readonly ofToday: readonly number[];
  /** What was begun last on this day. */
  readonly newest: readonly [place: number, atMs: number] | null;
}

interface Kept extends Pick<Knowledge, "today"> {
  readonly at: Circumstances;
  /** The day is over at this instant. */
  readonly untilMs: number;
  /** Of the data that was read, see `revisionOf`. */
  readonly revision: string;
  /** How many decks there were. */
  readonly decks: number;
  readonly deck: Omit<DeckFacts, "chapters"> & { readonly chapters: readonly KeptChapter[] };
}

/** The groups of a chapter. @param at its place among the others */
const groupsOf = (facts: number, at: number, chapters: number): Group[] =>
  drawnGroups(facts, radiusOf(at, pitchOf(chapters)));

/** Null where there is nothing to be drawn. @param revision of the data, from before it was read */
export function keptText({ decks, today, dayEndsAtMs }: Knowledge, at: Circumstances, revision: string): string | null {
  const [deck] = decks;
  if (!deck) return null;
  const { id, title, language, chapters, known } = deck;
  const keptChapters = chapters.map((chapter, i) =>
    keptChapter(chapter, today, groupsOf(chapter.facts.length, i, chapters.length)),
  );
  const kept: Kept = {
    ...{ at, today, untilMs: dayEndsAtMs, revision, decks: decks.length },
    deck: { id, title, language, known, chapters: keptChapters },
  };
  return JSON.stringify(kept);
}

function keptChapter({ id, title, facts }: KnownChapter, today: number, groups: readonly Group[]): KeptChapter {
  const ofToday: number[] = [];
  let newest: KeptChapter["newest"] = null;
  for (let place = 0; place < facts.length; place++) {
    if (facts.lastDays[place] !== today) continue;
    ofToday.push(place);
    const atMs = facts.lastAtMs[place] ?? 0;
    if (facts.begunOnLastDay[place] === 1 && (newest === null || atMs > newest[1])) newest = [place, atMs];
  }
  const recalls = recallsText(groups.map((group) => recallIn(facts, group)));
  return { id, title, facts: facts.length, recalls, ofToday, newest };
}

/** What a text keeps, for the components; null where it keeps nothing, or what was kept is not of this day and place. */
export function keptIn(text: string | null, now: Circumstances): Knowledge | null {
  const kept = text === null ? null : parsed(text);
  if (!isKept(kept) || !isStill(kept, now)) return null;
  const { deck, today, untilMs, decks } = kept;
  const chapters = deck.chapters.map((one, i) => {
    const groups = groupsOf(one.facts, i, deck.chapters.length);
    return { id: one.id, title: one.title, facts: factsOf(one, groups, today) };
  });
  return {
    ...{ today, dayEndsAtMs: untilMs, keptOf: decks },
    decks: [{ ...deck, chapters }],
    // Nothing is worked out by it: that would be asked for by what cannot be pressed yet.
    model: modelFor(DEFAULT_SETTINGS),
  };
}

/** As far as they are drawn. */
function factsOf(
  { facts: length, recalls: text, ofToday, newest }: KeptChapter,
  groups: readonly Group[],
  today: number,
): KnownFacts {
  // No list of them can be opened yet.
  const facts = makeFacts(length, (place) => {
    const id = `${place}` as FactId;
    return { id, statement: null, cardIds: [], cards: 0, begun: 0, ...figuresAt(facts, place) };
  });
  const recalls = recallsIn(text) ?? [];
  for (const [i, { from, to }] of groups.entries()) facts.recalls.fill(recalls[i] ?? Number.NaN, from, to);
  facts.lastDays.fill(NO_DAY);
  for (const place of ofToday) facts.lastDays[place] = today;
  if (newest !== null) {
    const [place, atMs] = newest;
    facts.begunOnLastDay[place] = 1;
    facts.lastAtMs[place] = atMs;
  }
  return facts;
}

/** Everything that is drawn, since a page that cannot draw would show nothing at all. */
function isKept(value: unknown): value is Kept {
  const { at, untilMs, today, revision, decks, deck } = fieldsOf(value);
  const { nowMs } = fieldsOf(at);
  const { id, title, language, known, chapters } = fieldsOf(deck);
  const { facts, ...counts } = fieldsOf(known);
  return (
    [nowMs, untilMs].every(isNumber) &&
    Number(untilMs) <= Number(nowMs) + LONGEST_MS &&
    [today, decks].every(isWhole) &&
    [revision, id, title, language].every(isText) &&
    ["expected", "new", "learning", "known", "fading"].every((name) => isIn(counts[name], Number(facts))) &&
    isIn(facts, MOST_FACTS) &&
    Array.isArray(chapters) &&
    chapters.every(isChapter) &&
    sumOf(chapters) === facts
  );
}

const sumOf = (chapters: readonly Pick<KeptChapter, "facts">[]): number =>
  chapters.reduce((sum, { facts }) => sum + facts, 0);

function isChapter(value: unknown, at: number, { length: chapters }: readonly unknown[]): boolean {
  const { id, title, facts, recalls, ofToday, newest } = fieldsOf(value);
  if (!isText(id) || !isText(title) || !isWhole(facts) || !isIn(facts, MOST_FACTS)) return false;
  const isPlace = (place: unknown): boolean => isWhole(place) && isIn(place, facts - 1);
  const isNewest = Array.isArray(newest) && newest.length === 2 && isPlace(newest[0]) && isNumber(newest[1]);
  return (
    isText(recalls) &&
    recallsIn(recalls)?.length === groupsOf(facts, at, chapters).length &&
    isAll(ofToday, isPlace) &&
    (newest === null || isNewest)
  );
}

const isNumber = (value: unknown): value is number => Number.isFinite(value);
const isWhole = (value: unknown): value is number => Number.isInteger(value);
const isIn = (value: unknown, most: number): boolean => isNumber(value) && value >= 0 && value <= most;
const isAll = (value: unknown, is: (one: unknown) => boolean): value is unknown[] =>
  Array.isArray(value) && value.every(is);
const isText = (value: unknown): value is string => typeof value === "string";

/** What is kept, where it may still be so. */
export const readKeptKnowledge = (): Knowledge | null => keptIn(readKeptRing(), here());

/** Of the data, another one after each change: what the log ends with, and what has changed without an event. */
const revisionOf = async (db: Database): Promise<string> =>
  JSON.stringify(await stampOf(read(db, ["local", "decks", "events"])));

/**
 * What is kept now was made of data of some revision.
 * @returns tells whether that is still the data's: the background, which cannot forget what is kept, may have written since
 */
export function watchKept(): (db: Database) => Promise<boolean> {
  const { revision } = fieldsOf(parsed(readKeptRing() ?? "null"));
  return async (db) => (await revisionOf(db)) === revision;
}

/**
 * To be called before what is known is read.
 * @returns keeps what was read, unless another page has written something meanwhile: it forgets what is kept
 */
export async function keeping(db: Database): Promise<(known: Knowledge) => void> {
  const before = readKeptRing();
  // By chance, since two readings may begin at what is one instant to a browser that makes its clock coarse.
  const mark = before ?? `being read: ${systemClock.randomBytes(16)}`;
  if (before === null) keepRing(mark);
  const revision = await revisionOf(db);
  return (known) => {
    if (readKeptRing() === mark) keepRing(keptText(known, here(), revision));
  };
}

/** What is known today, kept for the progress page. */
export async function readKeeping(db: Database, clock: Clock): Promise<Knowledge> {
  const keep = await keeping(db);
  const known = await readKnowledge(db, clock);
  keep(known);
  return known;
}
