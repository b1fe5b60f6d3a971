/** Finding cards by what is typed: words, and what is asked for among them. */
import type { StudyDay } from "../time/study-day.ts";
import { askedOn, type CardFilter, type CardLine, fits } from "./card-list.ts";
import type { Search } from "./search-asks.ts";
import { type Ask, type AskedState, isDay, type Single, singles } from "./search-meaning.ts";
import { beginningWith, inPieces } from "./search-text.ts";

/** The state and nothing more, so that it can be asked for beside others and turned round: filters of standings leave out what is off. */
function stands(line: CardLine, state: AskedState, today: StudyDay): boolean {
  switch (state) {
    case "begun":
      return line.standing !== "new";
    case "new":
    case "learning":
    case "known":
    case "fading":
      return line.standing === state;
    case "young":
    case "mature":
      return line.stand === state;
    default:
      return fits(line, state, today);
  }
}

function holds(line: CardLine, ask: Ask, today: StudyDay): boolean {
  if (ask.kind === "either") return ask.of.some((one) => holds(line, one, today));
  if (ask.kind === "state") return stands(line, ask.state, today) !== ask.not;
  const day = askedOn(line, today);
  const isWithin = day !== null && (ask.to === null || day <= ask.to) && (ask.from === null || day >= ask.from);
  return isWithin !== ask.not;
}

/** What a filter lists beside what is typed: who asks for all, with what is switched off, or for that alone, gets it. */
export const listedBy = (filter: CardFilter, { asks }: Search): CardFilter =>
  filter === "all" && singles(asks).some(isOfWhatIsOff) ? "every" : filter;

const isOfWhatIsOff = (ask: Single): boolean =>
  ask.kind === "state" && (ask.state === "every" || (ask.state === "off" && !ask.not));

/** A word with Anki's minus before it, which no card that is found may have: that word; null for any other. */
export const withoutWord = (word: string): string | null => /^-([\p{L}\p{N}].*)$/u.exec(word)?.[1] ?? null;

/** The filter of a state that is asked for alone, which then means the same; null for what no filter lists, or is turned round. */
function aloneIn({ asks: [ask] }: Search): CardFilter | null {
  if (ask?.kind !== "state" || ask.not) return null;
  const { state } = ask;
  return state === "begun" || state === "young" || state === "mature" ? null : state;
}

/** What was typed in words that say days: there a number is a whole one, so that "1 December" is not the 12th. */
function beginningWithWholeNumber(typed: string): (text: string) => boolean {
  const pieces = inPieces(typed);
  if (!/\p{N}$/u.test(pieces)) return beginningWith(typed);
  return (text) => ` ${text} `.replaceAll("\n", " ").includes(` ${pieces} `);
}

/** Tells of a line whether a word that was typed begins one of its own, or of those that say how it stands. */
function saying(word: string): (line: CardLine) => boolean {
  const [isIn, isOfStand] = [beginningWith(word), beginningWithWholeNumber(word)];
  return ({ text, standText }) => isIn(text) || isOfStand(standText);
}

/**
 * The lines that are all that is asked for, on one of the days that are, and in which every other word begins a word, and none that has
 * a minus before it, in their order.
 */
export function searchLines(
  lines: readonly CardLine[],
  search: Search,
  filter: CardFilter,
  today: StudyDay,
): readonly CardLine[] {
  const words = search.words.filter((word) => withoutWord(word) === null).map(saying);
  const without = search.words.flatMap((word) => withoutWord(word) ?? []).map(saying);
  const quoted = search.quoted.map(beginningWith);
  const listed = listedBy(filter, search);
  const days = search.asks.filter(isDay);
  const others = search.asks.filter((ask) => !isDay(ask));
  const alone = listed === "all" && search.asks.length === 1 ? aloneIn(search) : null;
  return lines.filter(
    (line) =>
      fits(line, listed, today) &&
      (alone === null || fits(line, alone, today)) &&
      (days.length === 0 || days.some((ask) => holds(line, ask, today))) &&
      others.every((ask) => holds(line, ask, today)) &&
      quoted.every((is) => is(line.text)) &&
      words.every((is) => is(line)) &&
      !without.some((is) => is(line)),
  );
}
