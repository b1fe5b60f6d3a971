/**
 * A history that is small enough to be worked out by hand. FSRS-6 with its default weights, of which the tests need: after a
 * first Good stability is 2.3065 (the third weight) and difficulty 6.4133 - e^(0.8334 * 2) + 1 = 2.1181; after a first Easy
 * 8.2956 and 1, the least there is.
 */
import type { CardContent } from "../../../src/core/deck/deck.ts";
import { type CardId, type DeckId, type DeviceId, entityId, makeEventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { foldCard } from "../../../src/core/log/fold.ts";
import type { ResetEvent, ReviewEvent, UndoEvent } from "../../../src/core/log/kinds.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/settings.ts";
import { nowAt } from "../../../src/core/time/now.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import type { StudyCard, StudyData } from "../../../src/exchange/study-data.ts";
import { content } from "./cards.ts";

const DECK = "bones" as DeckId;
const DEVICE = "0123456789abcdef" as DeviceId;
/** 2026-11-23, 12:00 UTC, one o'clock where the user is. */
const NOW_MS = Date.UTC(2026, 10, 23, 12);
const TODAY = 20780;

const entity = (name: string) =>
  ({ id: entityId(DECK, name), name, aka: [], class: "hormone", kinds: [], plural: false, article: null }) as const;
const deckHead = {
  id: DECK,
  title: "Bones",
  language: "en",
  licence: "CC BY 4.0",
  disclaimer: "No advice.",
  provenance: null,
  chapters: [{ id: "basics", title: "Basics", startsOff: false, offeredWhen: null }],
  entities: [entity("sclerostin"), entity("FGF23"), entity("leptin")],
  references: [],
};

const text = (words: string) => [{ kind: "text" as const, text: words }];
const about = (name: string, order: number, subject: string, more: Partial<CardContent> = {}): CardContent =>
  content(name, order, { deck: DECK, chapter: "basics", subject: entityId(DECK, subject), ...more } as object);

const CONTENTS = {
  kept: about("kept", 0, "FGF23", { front: text("=1+1"), answer: text("Two") }),
  lapsed: about("lapsed", 1, "FGF23"),
  begun: about("begun", 2, "sclerostin", {
    front: [...text("It lowers "), { kind: "blank" }, ...text(".")],
    answer: text("phosphate"),
  }),
  forgotten: about("forgotten", 3, "sclerostin"),
  untouched: about("untouched", 4, "sclerostin"),
};
export type Name = keyof typeof CONTENTS | "gone";

let chance = 0;
function envelope(name: Name, daysAgo: number, atHour: number, plusMs = 0) {
  const atMs = Date.UTC(2026, 10, 23, atHour) - daysAgo * DAY_MS + plusMs;
  const random = new Uint8Array(10);
  random[9] = ++chance % 32;
  const card = `bones/${name}/forward` as CardId;
  return { id: makeEventId(atMs, random), device: DEVICE, card, atMs, offsetMinutes: 60, studyDay: TODAY - daysAgo };
}

function review(name: Name, daysAgo: number, rating: 1 | 2 | 3 | 4, days: number | null, atHour = 9): ReviewEvent {
  const made = envelope(name, daysAgo, atHour);
  const next =
    days === null
      ? { dueDay: made.studyDay, dueAtMs: made.atMs + 600_000 }
      : { dueDay: made.studyDay + days, dueAtMs: null };
  const shown = { phase: "new", factRevision: 1, durationMs: 4500, surface: "newtab" } as const;
  return { kind: "review", ...made, rating, ...shown, next };
}

const undone = review("untouched", 5, 3, null);
export const EVENTS = {
  keptGood: review("kept", 4, 3, null),
  keptAgain: review("kept", 1, 3, 14),
  lapsedEasy: review("lapsed", 41, 4, 8),
  lapsedAgain: review("lapsed", 1, 1, null),
  begunGood: review("begun", 0, 3, null, 11),
  forgottenEasy: review("forgotten", 9, 4, 8),
  reset: { kind: "reset", ...envelope("forgotten", 2, 9), surface: "osteon" } satisfies ResetEvent,
  undone,
  undo: { kind: "undo", ...envelope("untouched", 5, 9, 1000), undoes: undone.id } satisfies UndoEvent,
  gone: review("gone", 30, 4, 8),
};
const LOG: readonly Envelope[] = Object.values(EVENTS);
const scheduler = schedulerFor(DEFAULT_SETTINGS);

function cardOf(name: Name, order: number): StudyCard {
  const own = LOG.filter(({ card }) => card === `bones/${name}/forward`);
  const found = name === "gone" ? null : CONTENTS[name];
  const body = found ?? about("gone", order, "leptin");
  const { id, fact, chapter, unlockedBy, formerIds } = body;
  const entry = { id, deck: DECK, fact, chapter, order, unlockedBy, formerIds, revision: 0 };
  return { ...entry, state: foldCard(own, scheduler), retired: found === null, content: found };
}

export const SMALL_STUDY: StudyData = {
  decks: [deckHead],
  cards: (["kept", "lapsed", "begun", "forgotten", "untouched", "gone"] as const).map(cardOf),
  events: LOG,
  settings: DEFAULT_SETTINGS,
  now: nowAt(NOW_MS, () => 60, 4),
};
