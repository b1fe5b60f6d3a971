import type { Chapter } from "../../core/deck/deck.ts";
import { pressDeck, type SwitchedChapter } from "../../core/deck/deck-mark.ts";
import type { DeckId } from "../../core/ids.ts";
import { outsideText } from "../../core/outside-text.ts";
import { isReady, type KnownShare } from "../../core/plan/offer.ts";
import { logFailure } from "../../platform/log-failure.ts";
import type { DeckRow } from "../../store/database/schema.ts";
import { readChapterProgress } from "../../store/decks/chapter-progress.ts";
import { removeDeck } from "../../store/decks/decks.ts";
import type { Database } from "../../store/opening/open.ts";
import { setSwitch, setSwitches } from "../../store/settings/set-switch.ts";
import { isChapterSwitchedOn, isDeckOn, readSwitches, type Switches } from "../../store/settings/switches.ts";
import { type Live, liveValue } from "../common/live.ts";
import { oneAtATime } from "../common/one-at-a-time.ts";
import type { Provenance } from "../study/session-view.ts";
import { makerNow, type OptionsBase, readSaved } from "./base.ts";

/** A deck as the options list it. */
export interface DeckEntry extends Provenance {
  readonly id: DeckId;
  /** Under which its texts may be used. */
  readonly licence: string;
  /** Brought by the user, and so removable; the others are part of the extension. */
  readonly own: boolean;
  readonly on: boolean;
  /** Each with its own switch, which counts while the deck is on. */
  readonly chapters: readonly ChapterEntry[];
}

export interface ChapterEntry extends SwitchedChapter, Pick<Chapter, "title"> {
  /** It is off and optional, and the learner knows enough of what it builds on. */
  readonly ready: boolean;
  /** It is optional, and is offered once enough of what it builds on is known. */
  readonly isOffered: boolean;
  /** Null until they are counted. */
  readonly cards: number | null;
}

export interface DecksState {
  readonly decks: readonly DeckEntry[];
  /** A switch is being written; the others wait. */
  readonly busy: boolean;
  /** Why the last change was not saved, where it was not. */
  readonly error: string | null;
}

export interface DecksControl extends Live<DecksState> {
  readonly onSwitch: (deck: DeckId, chapter: string, on: boolean) => void;
  /** A press on the deck's own box, see `pressDeck`. */
  readonly onPressDeck: (deck: DeckId) => void;
  /** Removes a deck of the user's own. Its history is kept. */
  readonly onRemove: (deck: DeckId) => void;
  /** Reads the decks again, after something else has written them. */
  readonly reload: () => Promise<void>;
}

/** The decks that are here, the switches of their chapters, and the way to remove one's own. */
export function decksControl(base: OptionsBase, decks: readonly DeckEntry[]): DecksControl {
  const { changes } = base;
  const state = liveValue<DecksState>({ decks, busy: false, error: null });
  const { read: reload } = oneAtATime(async () => {
    const decks = await readDeckEntries(base.db);
    // What is said beside them may be another by now.
    state.set({ ...state.current(), decks });
  });
  const write = async (what: string, work: () => Promise<void>): Promise<void> => {
    if (state.current().busy) return;
    state.set({ ...state.current(), busy: true, error: null });
    try {
      await base.repeat(work);
      changes.announce();
      await readSaved(reload);
      state.set({ ...state.current(), busy: false, error: null });
    } catch (error) {
      const sentence = await base.sentenceOf(what, error);
      state.set({ ...state.current(), busy: false, error: sentence });
    }
  };
  return {
    ...state,
    onSwitch(deck, chapter, on) {
      const save = async (): Promise<void> => setSwitch(base.db, deck, chapter, on, await makerNow(base));
      logFailure("switching a deck", write("switching a deck", save));
    },
    onPressDeck(deck) {
      const save = async (): Promise<void> => {
        // As it is saved, not as it was drawn: another page may have switched something since.
        const entry = (await readDeckEntries(base.db)).find(({ id }) => id === deck);
        if (entry) await setSwitches(base.db, deck, pressDeck(entry.on, entry.chapters), await makerNow(base));
      };
      logFailure("switching a deck", write("switching a deck", save));
    },
    onRemove(deck) {
      const remove = async (): Promise<void> => {
        await removeDeck(base.db, deck);
        logFailure("removing the deck from the second record", base.guarded.copyAll());
      };
      logFailure("removing a deck", write("removing a deck", remove));
    },
    reload,
  };
}

/**
 * What the decks say of themselves, and the switches that are set.
 * @param reach whether to count the cards of each chapter, and to look by that which optional ones are in reach; else none is
 */
export async function readDeckEntries(db: Database, { reach = true } = {}): Promise<readonly DeckEntry[]> {
  const switches = await readSwitches(db);
  const transaction = db.transaction(["decks", "states"]);
  const states = transaction.objectStore("states");
  const rows = await transaction.objectStore("decks").getAll();
  return Promise.all(
    rows.map(async (row) => {
      const counted = reach ? row.chapters.map(({ id }) => id) : [];
      return entryOf(row, switches, await readChapterProgress(states, row, counted));
    }),
  );
}

/** The decks of the user's own, each with what another one that takes its place says otherwise. */
export const readOwnDecks = async (db: Database): Promise<string[]> =>
  (await db.getAll("decks"))
    .filter(({ origin }) => origin === "own")
    .map(({ id, version, installedAtMs }) => `${id} ${version} ${installedAtMs}`);

/** What a deck of the bundle says is ours; what another says came in a file, and stands here beside our own words. */
const said = ({ origin }: DeckRow, text: string): string => (origin === "own" ? outsideText(text) : text);

const entryOf = (row: DeckRow, switches: Switches, progress: ReadonlyMap<string, KnownShare>): DeckEntry => ({
  id: row.id,
  title: said(row, row.title),
  language: row.language,
  version: row.version,
  provenance: row.provenance,
  disclaimer: row.disclaimer,
  licence: row.licence,
  own: row.origin === "own",
  on: isDeckOn(row.id, switches),
  chapters: row.chapters.map((chapter) => {
    const { id, startsOff } = chapter;
    const on = isChapterSwitchedOn(row.id, chapter, switches);
    const ready = startsOff && !on && isReady(chapter, progress);
    const isOffered = startsOff && chapter.offeredWhen !== null;
    return {
      id,
      title: said(row, chapter.title),
      startsOff,
      on,
      ready,
      isOffered,
      cards: progress.get(id)?.cards ?? null,
    };
  }),
});
