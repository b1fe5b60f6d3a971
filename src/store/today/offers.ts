/** Optional chapters that are offered, and the learner's word about them. */
import type { DeckId } from "../../core/ids.ts";
import { type Maker, makeSeen } from "../../core/log/make-event.ts";
import { registerName } from "../../core/log/register-name.ts";
import { chapterToOffer, type Offerable, waitingChapters } from "../../core/plan/offer.ts";
import type { DeckRow } from "../database/schema.ts";
import { readChapterProgress } from "../decks/chapter-progress.ts";
import { setRegisters } from "../log/registers.ts";
import type { Database } from "../opening/open.ts";
import { isChapterSwitchedOn, isDeckOn, readSwitches, type Switches, switchName } from "../settings/switches.ts";

/** A chapter that the learner may switch on. */
export interface Offer {
  readonly deck: DeckId;
  readonly chapter: string;
  readonly title: string;
  /** How many cards it would bring. */
  readonly cards: number;
  /** All chapters of the deck that wait for an answer; "not now" answers for each of them. */
  readonly waiting: readonly string[];
}

const declinedKey = (deck: DeckId, chapter: string): string => `offer/${deck}/${chapter}`;

/** The offer to make at the end of a day; null where there is none. No card is read for it. */
export async function readOffer(db: Database): Promise<Offer | null> {
  const switches = await readSwitches(db);
  for (const deck of await db.getAll("decks")) {
    const chapters = await offerable(db, deck, switches);
    if (!chapters.some(({ startsOff, on, decided }) => startsOff && !on && !decided)) continue;
    const progress = await readChapterProgress(
      db.transaction("states").store,
      deck,
      deck.chapters.map(({ id }) => id),
    );
    const chapter = chapterToOffer(chapters, progress);
    if (chapter === null) continue;
    return {
      deck: deck.id,
      chapter: chapter.id,
      title: chapter.title,
      cards: progress.get(chapter.id)?.cards ?? 0,
      waiting: waitingChapters(chapters, progress).map(({ id }) => id),
    };
  }
  return null;
}

/** Remembers that the learner does not want these chapters now; the options still have them. */
export function declineOffer(db: Database, { deck, waiting }: Offer, maker: () => Maker): Promise<void> {
  const keys = waiting.map((chapter) => declinedKey(deck, chapter));
  const names = keys.map((key) => registerName({ kind: "seen", key }));
  return setRegisters(db, names, (held) =>
    keys.flatMap((key, at) => (held.has(names[at] ?? "") ? [] : [makeSeen(key, maker())])),
  );
}

/** The chapters of a deck with what the learner has said of each; a deck that is off offers nothing. */
async function offerable(
  db: Database,
  deck: DeckRow,
  switches: Switches,
): Promise<(Offerable & { readonly title: string })[]> {
  if (!isDeckOn(deck.id, switches)) return [];
  const { store } = db.transaction("registers");
  return Promise.all(
    deck.chapters.map(async (chapter) => {
      const seen = registerName({ kind: "seen", key: declinedKey(deck.id, chapter.id) });
      const decided = switches.has(switchName(deck.id, chapter.id)) || (await store.getKey(seen)) !== undefined;
      return { ...chapter, on: isChapterSwitchedOn(deck.id, chapter, switches), decided };
    }),
  );
}
