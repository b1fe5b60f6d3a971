/** Decks and chapters that are switched on or off. What is off asks nothing and loses nothing. */
import type { Chapter } from "../core/deck/deck.ts";
import type { SwitchChange } from "../core/deck/deck-mark.ts";
import type { DeckId } from "../core/ids.ts";
import { type Maker, makeSwitch, switchKey } from "../core/log/make-event.ts";
import { registerName } from "../core/log/register.ts";
import type { Database } from "./open.ts";
import { putRegisters, registersOf } from "./registers.ts";
import type { DeckRow, RegisterRow } from "./schema.ts";
import { stateRow } from "./state-row.ts";
import { type Writing, write } from "./transaction.ts";

const nameOf = (deck: DeckId, chapter: string | null): string =>
  registerName({ kind: "switch", key: switchKey(deck, chapter) });

type Switches = ReadonlyMap<string, Pick<RegisterRow, "value">>;

/** Whether a deck is switched on, which it is until somebody says otherwise. */
export const isDeckOn = (deck: DeckId, switches: Switches): boolean =>
  switches.get(nameOf(deck, null))?.value !== false;

/** Whether a chapter is switched on, whatever its deck is. */
export const isChapterSwitchedOn = (
  deck: DeckId,
  { id, startsOff }: Pick<Chapter, "id" | "startsOff">,
  switches: Switches,
): boolean => (switches.get(nameOf(deck, id))?.value ?? !startsOff) !== false;

/** Whether a chapter asks anything: neither it nor its deck is switched off. */
export const isChapterOn = (deck: DeckId, chapter: Pick<Chapter, "id" | "startsOff">, switches: Switches): boolean =>
  isDeckOn(deck, switches) && isChapterSwitchedOn(deck, chapter, switches);

/** Sets switches of a deck and of its chapters, all or none. */
export function setSwitches(
  db: Database,
  deck: DeckId,
  changes: readonly SwitchChange[],
  maker: () => Maker,
): Promise<void> {
  return write(db, ["events", "registers", "decks", "states"], async (transaction, added) => {
    const named = new Map(changes.map((change) => [nameOf(deck, change.chapter), change]));
    await putRegisters(transaction, added, [...named.keys()], (held, names) =>
      names.flatMap((name) => {
        const change = named.get(name);
        return change ? [makeSwitch(deck, change.chapter, change.on, held.get(name) ?? null, maker())] : [];
      }),
    );
    await applySwitches(transaction, new Set(named.keys()));
  });
}

/**
 * Switches a deck or one of its chapters on or off.
 * @param chapter null for the whole deck
 */
export const setSwitch = (
  db: Database,
  deck: DeckId,
  chapter: string | null,
  on: boolean,
  maker: () => Maker,
): Promise<void> => setSwitches(db, deck, [{ chapter, on }], maker);

/** Brings the cards of the decks whose switches changed in line with them. */
export async function applySwitches(transaction: Writing, changed: ReadonlySet<string>): Promise<void> {
  const keys = [...changed].filter((name) => name.startsWith("switch/")).map((name) => name.slice("switch/".length));
  for (const deck of new Set(keys.map((key) => key.split("/")[0] as DeckId))) await applyTo(transaction, deck);
}

async function applyTo(transaction: Writing, deck: DeckId): Promise<void> {
  const row = await transaction.objectStore("decks").get(deck);
  if (!row) return;
  const switches = await readSwitches(transaction.objectStore("registers"), deck);
  const on = new Set(row.chapters.filter((chapter) => isChapterOn(deck, chapter, switches)).map(({ id }) => id));
  const states = transaction.objectStore("states");
  for (const card of await states.index("deck").getAll(deck)) {
    const off = !on.has(card.chapter);
    if (card.off !== off) await states.put(stateRow({ ...card, off }, card.model));
  }
}

/** The switches of one deck, by their names. */
export async function readSwitches(
  registers: { readonly getAll: (names: IDBKeyRange) => Promise<RegisterRow[]> },
  deck: DeckId,
): Promise<ReadonlyMap<string, RegisterRow>> {
  const name = nameOf(deck, null);
  const rows = await registers.getAll(IDBKeyRange.bound(name, `${name}/\uffff`));
  return new Map(rows.map((row) => [row.name, row]));
}

export const SWITCH_REGISTERS = (): IDBKeyRange => registersOf("switch");

/** What the user has switched off. */
export interface SwitchedOff {
  /** Titles: of a deck that asks nothing, else of its chapters. Chapters that start off are no loss to anybody. */
  readonly titles: readonly string[];
  /** No chapter of any deck asks anything. */
  readonly all: boolean;
}

export function switchedOff(
  decks: readonly Pick<DeckRow, "id" | "title" | "chapters">[],
  rows: readonly RegisterRow[],
): SwitchedOff {
  const switches = new Map(rows.map((row) => [row.name, row]));
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
