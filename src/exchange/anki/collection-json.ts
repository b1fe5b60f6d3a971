import { modelFor } from "../../core/memory/model.ts";
import { MAXIMUM_INTERVAL_DAYS } from "../../core/memory/scheduler.ts";
import type { Settings } from "../../core/settings.ts";
import type { DeckHead } from "../study-data.ts";
import { escaped } from "./html.ts";
import { ankiDeckId, DECK_CONFIG_ID, NOTE_TYPE_ID } from "./identity.ts";

/**
 * @param creationOffset minutes that local time was behind UTC when the collection began
 */
export const collectionConfig = (settings: Settings, creationOffset: number, nextPosition: number) => ({
  schedVer: 2,
  sched2021: true,
  fsrs: true,
  rollover: settings.rolloverHour,
  creationOffset,
  nextPos: nextPosition,
  activeDecks: [1],
  curDeck: 1,
  curModel: NOTE_TYPE_ID,
  newSpread: 0,
  collapseTime: 1200,
  timeLim: 0,
  estTimes: true,
  dueCounts: true,
  sortType: "noteFld",
  sortBackwards: false,
  addToCur: true,
});

/** Decks by id; Anki wants a default deck beside ours. */
export function decksJson(decks: readonly DeckHead[], modSecs: number) {
  const deck = (id: number, name: string, config: number, desc: string) => ({
    id,
    name,
    mod: modSecs,
    usn: -1,
    desc,
    dyn: 0,
    conf: config,
    collapsed: false,
    browserCollapsed: false,
    extendNew: 0,
    extendRev: 0,
    newToday: [0, 0],
    revToday: [0, 0],
    lrnToday: [0, 0],
    timeToday: [0, 0],
  });
  const ours = decks.map((head) => {
    const ankiId = ankiDeckId(head.id);
    // Two colons would make a deck within a deck.
    return [ankiId, deck(ankiId, `Osteon: ${head.title.replaceAll("::", ":")}`, DECK_CONFIG_ID, described(head))];
  });
  return Object.fromEntries([[1, deck(1, "Default", 1, "")], ...ours]);
}

/** Where the cards come from and how they may be used, shown on the deck's page; Anki takes it for HTML. */
function described({ provenance, licence, disclaimer }: DeckHead): string {
  const source = provenance && `${provenance.title} (${provenance.author}, ${provenance.publisher})`;
  return [source, licence, disclaimer]
    .filter(Boolean)
    .map((line) => escaped(line ?? ""))
    .join("<br>");
}

/** Deck options by id: Anki's own defaults for the default deck, and the user's FSRS settings for ours. */
export function deckConfigsJson(settings: Settings, modSecs: number) {
  const model = modelFor(settings);
  const options = (id: number, name: string, newPerDay: number, reviewsPerDay: number) => ({
    id,
    name,
    mod: modSecs,
    usn: -1,
    maxTaken: 60,
    autoplay: true,
    timer: 0,
    replayq: true,
    dyn: false,
    new: {
      bury: true,
      delays: [...model.learningSteps],
      initialFactor: 2500,
      ints: [1, 4, 0],
      order: 1,
      perDay: newPerDay,
    },
    rev: { bury: true, ease4: 1.3, ivlFct: 1, maxIvl: MAXIMUM_INTERVAL_DAYS, perDay: reviewsPerDay, hardFactor: 1.2 },
    lapse: { delays: [...model.relearningSteps], leechAction: 1, leechFails: 8, minInt: 1, mult: 0 },
    desiredRetention: model.desiredRetention,
    sm2Retention: 0.9,
    fsrsParams6: [...model.weights],
  });
  return {
    1: options(1, "Default", 20, 200),
    [DECK_CONFIG_ID]: options(DECK_CONFIG_ID, "Osteon", settings.newPerDay, settings.reviewsPerDay),
  };
}
