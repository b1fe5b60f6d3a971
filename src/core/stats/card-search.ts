/** Finding cards by what is typed: words, and what is asked for among them. */
import type { StudyDay } from "../time/study-day.ts";
import { askedOn, type CardFilter, type CardLine, fits } from "./card-list.ts";
import type { Search } from "./search-asks.ts";
import { type Ask, type AskedState, isDay, type Single, singles } from "./search-meaning.ts";
import { beginningWith } from "./search-text.ts";

function stands(line: CardLine, state: AskedState, today: StudyDay): boolean {
  switch (state) {
    case "begun":
      return line.standing !== "new";
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

/** The lines that are all that is asked for, on one of the days that are, and in which every other word begins a word, in their order. */
export function searchLines(
  lines: readonly CardLine[],
  search: Search,
  filter: CardFilter,
  today: StudyDay,
): readonly CardLine[] {
  const words = search.words.map(beginningWith);
  const quoted = search.quoted.map(beginningWith);
  const listed = listedBy(filter, search);
  const days = search.asks.filter(isDay);
  const others = search.asks.filter((ask) => !isDay(ask));
  return lines.filter(
    (line) =>
      fits(line, listed, today) &&
      (days.length === 0 || days.some((ask) => holds(line, ask, today))) &&
      others.every((ask) => holds(line, ask, today)) &&
      quoted.every((is) => is(line.text)) &&
      words.every((is) => is(line.text) || is(line.standText)),
  );
}
