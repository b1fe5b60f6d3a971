/** Decks and their switches, as the settings have them. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DeckId } from "../../../src/core/ids.ts";
import type { DeckEntry } from "../../../src/session/options/decks.ts";
import { DecksPanel } from "../../../src/ui/options/DecksPanel.tsx";
import { PROVENANCE } from "./views.ts";

const tell = (what: string): void => {
  window.asked.push(what);
};

/** One of the bundle, and one of the user's own. */
export const DECKS: readonly DeckEntry[] = [
  {
    ...PROVENANCE,
    id: "gallery" as DeckId,
    licence: "CC BY 4.0",
    own: false,
    on: true,
    chapters: [
      { id: "signals", title: "Signals", startsOff: false, on: true, ready: false, isOffered: false, cards: 92 },
      {
        id: "conditions",
        title: "Conditions that change bone, and what they do to it",
        startsOff: true,
        on: false,
        ready: true,
        isOffered: true,
        cards: 14,
      },
    ],
  },
  {
    ...PROVENANCE,
    id: "mine" as DeckId,
    licence: "all rights reserved",
    title: "A deck of my own",
    own: true,
    on: false,
    chapters: [],
  },
];

/** What is off is shown as saved only when it is: here, a while after the click. */
export function FakeDecks({ error = null }: { error?: string | null }): JSX.Element {
  const [decks, setDecks] = useState(DECKS);
  const change = (id: DeckId, to: (deck: DeckEntry) => DeckEntry): void => {
    setTimeout(() => setDecks(decks.map((deck) => (deck.id === id ? to(deck) : deck))));
  };
  return (
    <DecksPanel
      decks={decks}
      busy={false}
      error={error}
      onSwitch={(id, chapter, on) => {
        tell(`switch ${id} ${chapter} ${on}`);
        change(id, (deck) => ({
          ...deck,
          chapters: deck.chapters.map((one) => (one.id === chapter ? { ...one, on } : one)),
        }));
      }}
      onPressDeck={(id) => {
        tell(`press ${id}`);
        change(id, (deck) => ({ ...deck, on: !deck.on }));
      }}
      onRemove={(id) => tell(`remove ${id}`)}
    />
  );
}
