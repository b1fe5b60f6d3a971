/** Decks and chapters that are switched on or off. What is off asks nothing and loses nothing. */
import type { Chapter } from "../../core/deck/deck.ts";
import type { DeckId } from "../../core/ids.ts";
import { registerName, switchKey } from "../../core/log/register-name.ts";
import { registersOf } from "../database/key-ranges.ts";
import type { DeckRow, RegisterRow } from "../database/schema.ts";
import type { Reading } from "../database/transaction.ts";
import { heldIn, readHeldIn } from "../log/held-registers.ts";
import type { Database } from "../opening/open.ts";

/** The register of a switch. @param chapter null for the whole deck */
export const switchName = (deck: DeckId, chapter: string | null): string =>
  registerName({ kind: "switch", key: switchKey(deck, chapter) });

export type Switches = ReadonlyMap<string, Pick<RegisterRow, "value">>;

/** Whether a deck is switched on, which it is until somebody says otherwise. */
export const isDeckOn = (deck: DeckId, switches: Switches): boolean =>
  switches.get(switchName(deck, null))?.value !== false;

/** Whether a chapter is switched on, whatever its deck is. */
export const isChapterSwitchedOn = (
  deck: DeckId,
  { id, startsOff }: Pick<Chapter, "id" | "startsOff">,
  switches: Switches,
): boolean => (switches.get(switchName(deck, id))?.value ?? !startsOff) !== false;

/** Whether a chapter asks anything: neither it nor its deck is switched off. */
const isChapterOn = (deck: DeckId, chapter: Pick<Chapter, "id" | "startsOff">, switches: Switches): boolean =>
  isDeckOn(deck, switches) && isChapterSwitchedOn(deck, chapter, switches);

/** A chapter of a deck. */
export interface ChapterKey {
  readonly deck: DeckId;
  readonly chapter: string;
}

/** Whether a card's chapter is one of these. @param on the chapters that ask something */
export const isAmong = (on: readonly ChapterKey[], { deck, chapter }: ChapterKey): boolean =>
  on.some((one) => one.deck === deck && one.chapter === chapter);

/** The chapters that ask something. */
export const chaptersOn = (
  decks: readonly Pick<DeckRow, "id" | "chapters">[],
  switches: Switches,
): readonly ChapterKey[] =>
  decks.flatMap(({ id, chapters }) =>
    chapters.filter((one) => isChapterOn(id, one, switches)).map((one) => ({ deck: id, chapter: one.id })),
  );

/** Tells whether a card is switched off: its chapter or its deck. */
export function offBy(
  decks: readonly Pick<DeckRow, "id" | "chapters">[],
  switches: Switches,
): (card: ChapterKey) => boolean {
  const on = new Set(chaptersOn(decks, switches).map(({ deck, chapter }) => `${deck}/${chapter}`));
  return ({ deck, chapter }) => !on.has(`${deck}/${chapter}`);
}

/** The switches of all decks, by their names. @throws when the database cannot be read; one row that cannot be read is no such case */
export const readSwitches = async (db: Database): Promise<Switches> =>
  byName(await readHeldIn(db, registersOf("switch")));

/** The same as a transaction finds them, which must hold the log. */
export const switchesNow = async (transaction: Reading): Promise<Switches> =>
  byName(await heldIn(transaction, registersOf("switch")));

const byName = (rows: readonly RegisterRow[]): Switches => new Map(rows.map((row) => [row.name, row]));

/** What the user has switched off. */
export interface SwitchedOff {
  /** Titles: of a deck that asks nothing, else of its chapters. Chapters that start off are no loss to anybody. */
  readonly titles: readonly string[];
  /** No chapter of any deck asks anything. */
  readonly all: boolean;
}

export function switchedOff(
  decks: readonly Pick<DeckRow, "id" | "title" | "chapters">[],
  switches: Switches,
): SwitchedOff {
  const offIn = decks.map((deck) => {
    const isOn = (chapter: DeckRow["chapters"][number]) => isChapterOn(deck.id, chapter, switches);
    const asksNothing = !isDeckOn(deck.id, switches) || (deck.chapters.length > 0 && !deck.chapters.some(isOn));
    if (asksNothing) return { titles: [deck.title], asksNothing };
    const off = deck.chapters.filter((chapter) => !isOn(chapter) && !chapter.startsOff);
    return { titles: off.map(({ title }) => title), asksNothing };
  });
  return {
    titles: offIn.flatMap(({ titles }) => titles),
    all: decks.length > 0 && offIn.every(({ asksNothing }) => asksNothing),
  };
}
