import { createHash } from "node:crypto";
import type { Card } from "../../src/core/card.ts";
import type { CardContent, Entity, Reference } from "../../src/core/deck/deck.ts";
import type { Drawing } from "../../src/core/deck/drawing.ts";
import {
  cardId,
  type DeckId,
  type DeviceId,
  entityId,
  factId,
  makeEventId,
  type ReferenceId,
} from "../../src/core/ids.ts";
import type { Envelope } from "../../src/core/log/envelope.ts";
import { applyEvent } from "../../src/core/log/fold.ts";
import { RATINGS } from "../../src/core/log/kinds/review.ts";
import type { ReviewEvent } from "../../src/core/log/kinds.ts";
import { makeReset, makeReview, makeUndo } from "../../src/core/log/make-event.ts";
import { NEW_CARD_STATE } from "../../src/core/memory/card-state.ts";
import { seededRandom } from "../../src/core/memory/fuzz.ts";
import type { Outcome } from "../../src/core/memory/outcome.ts";
import { randomFrom as seededFrom } from "../../src/core/memory/random.ts";
import { schedulerFor } from "../../src/core/memory/scheduler.ts";
import { writeWeights } from "../../src/core/memory/weights.ts";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { nowAt } from "../../src/core/time/now.ts";
import { type OffsetAt, startOfStudyDay } from "../../src/core/time/study-day.ts";
import type { ImportData } from "../../src/exchange/anki/events-from-anki.ts";
import type { StudyData } from "../../src/exchange/study-data.ts";
import { somebodysWeights } from "../bench/optimiser/truth.ts";

const DECK = "bone-hormones" as DeckId;
export const DEVICE = "0123456789abcdef" as DeviceId;
const TYPES = ["forward", "cloze", "choice", "number", "pathway"] as const;
const text = (words: string) => [{ kind: "text" as const, text: words }];

export interface Plan {
  readonly seed: number;
  readonly cards: number;
  /** About how many reviews a card that was begun has had, at most. */
  readonly reviewsPerCard: number;
  /** Cards were begun on any of this many days before now. */
  readonly spanDays?: number;
  /** Whether the learner has adopted weights, which follow from the seed. */
  readonly fitted?: boolean;
  readonly nowMs: number;
  readonly offsetAt: OffsetAt;
}

/** Numbers in [0, 1) that follow from the seed alone. */
function randomFrom(seed: string): () => number {
  let count = 0;
  return () => seededRandom(`${seed}:${count++}`);
}

/**
 * A user's whole history, made up: some cards new, some within steps, some lapsed, some reset, some gone from the deck,
 * some answered in Anki at first, by other steps than ours.
 */
export function randomHistory(plan: Plan): StudyData & ImportData {
  const { nowMs, offsetAt } = plan;
  const random = randomFrom(`history-${plan.seed}`);
  const randomOfAnki = randomFrom(`anki-${plan.seed}`);
  const pick = (min: number, max: number): number => min + Math.floor(random() * (max - min + 1));
  const settings = {
    ...DEFAULT_SETTINGS,
    rolloverHour: pick(0, 6),
    desiredRetention: pick(80, 95) / 100,
    weights: plan.fitted ? writeWeights(somebodysWeights(seededFrom(plan.seed), 0.5)) : "default",
  };
  const randomOfResets = randomFrom(`resets-${plan.seed}`);
  const now = nowAt(nowMs, offsetAt, settings.rolloverHour);
  const scheduler = schedulerFor(settings);
  const bytes = (): Uint8Array => Uint8Array.from({ length: 10 }, () => pick(0, 255));
  const events: Envelope[] = [];
  const cards = Array.from({ length: plan.cards }, (_, order): Card => {
    let card: Card = { ...blankCard(order), retired: random() < 0.03 };
    if (random() < 0.15) return card;
    let day = now.today - pick(0, plan.spanDays ?? 500);
    const wanted = pick(1, plan.reviewsPerCard * 2 - 1);
    let earliestMs = 0;
    for (let i = 0; i < wanted; i++) {
      const startMs = startOfStudyDay(day, settings.rolloverHour, offsetAt);
      // Away from the ends of a day: where summer time begins, Anki counts days of 24 hours back from today.
      const atMs = Math.max(earliestMs, startMs + 2 * 3_600_000 + Math.floor(random() * 18 * 3_600_000));
      const at = nowAt(atMs, offsetAt, settings.rolloverHour);
      if (atMs >= nowMs || at.today > now.today) break;
      const shown = scheduler.outcomes(card.id, card.state, at);
      const outcome = shown[[0, 1, 2, 2, 2, 2, 3, 2, 0, 2][pick(0, 9)] ?? 2];
      if (!outcome) throw new Error("four outcomes were expected");
      const shownAtMs = atMs - pick(800, 70_000);
      const answer = { ...outcome, shownAtMs, surface: "newtab" as const, factRevision: 1 };
      const inAnki = i < 3 && randomOfAnki() < 0.15;
      const made = makeReview(card, inAnki ? byOtherSteps(answer) : answer, {
        device: DEVICE,
        now: at,
        random: bytes(),
      });
      const event = inAnki ? imported(made) : made;
      events.push(event);
      if (random() < 0.02) {
        events.push(makeUndo(event, { device: DEVICE, now: { ...at, nowMs: atMs + 900 }, random: bytes() }));
        earliestMs = event.atMs + 5000;
        continue;
      }
      card = { ...card, state: applyEvent(card.state, event, scheduler), revision: card.revision + 1 };
      if (randomOfResets() < 0.02) {
        const later = { ...at, nowMs: atMs + 2000 };
        const reset = makeReset(card, { device: DEVICE, now: later, random: bytes() });
        events.push(reset);
        card = { ...card, state: applyEvent(card.state, reset, scheduler) };
        earliestMs = reset.atMs + 5000;
        day += 1;
        continue;
      }
      earliestMs = (event.next.dueAtMs ?? 0) + pick(0, 300) * 1000;
      // Mostly on the day, sometimes late, and steps now and then slept over.
      const late = random() < 0.3 ? pick(1, 30) : 0;
      day = event.next.dueAtMs === null ? event.next.dueDay + late : day + (random() < 0.05 ? 1 : 0);
    }
    return card;
  });
  const decks = [
    {
      id: DECK,
      title: "Hormones of bone",
      language: "en",
      licence: "CC BY 4.0",
      disclaimer: "No advice.",
      provenance: SOURCE,
      chapters: [],
      entities: ENTITIES,
      references: [REFERENCE],
    },
  ];
  return { decks, cards, events, settings, now, device: DEVICE };
}

/** What Anki promises where it has fewer steps than we, and where it has more. */
const byOtherSteps = <Answer extends Pick<Outcome, "rating" | "wait">>(answer: Answer): Answer => ({
  ...answer,
  wait: answer.wait.unit === "days" ? { unit: "minutes", count: 30 } : { unit: "days", count: 2 * answer.rating },
});

/** A review as it comes from Anki, with the id that follows from what it says. */
function imported({ device, ...review }: ReviewEvent): ReviewEvent {
  const { kind, card, atMs, offsetMinutes, studyDay, rating, phase, factRevision, durationMs, next } = review;
  const made = { kind, card, atMs, offsetMinutes, studyDay, surface: "import" };
  const said = JSON.stringify({ ...made, rating, phase, factRevision, durationMs, next, device });
  const hash = createHash("sha256").update(`anki:${said}`).digest();
  return { ...review, device, surface: "import", id: makeEventId(atMs, hash) };
}

const SOURCE = { title: "A made-up article", author: "Nobody", publisher: "Tests" };
const FGF23 = entityId(DECK, "fgf23");
const ENTITIES: readonly Entity[] = [
  { id: FGF23, name: "FGF23 <klotho> & co.", aka: [], class: "hormone", kinds: [], plural: false, article: null },
];
const REFERENCE: Reference = {
  id: "a-2020" as ReferenceId,
  authors: "A <b> & C",
  title: "On {{fields}}",
  journal: "A journal",
  year: 2020,
  place: "",
  doi: null,
  pmid: null,
  pmcid: null,
  url: "https://example.org/a",
  kind: "review",
};

function blankCard(order: number): Card {
  const fact = factId(DECK, `fact-${String(order).padStart(5, "0")}`);
  const type = TYPES[order % TYPES.length] ?? "forward";
  // Under the ids that the packages among the fixtures have.
  const isDrawn = order % 10 === 5;
  const id = cardId(fact, type);
  const base = {
    id,
    fact,
    template: type,
    chapter: "bone talks",
    order,
    formerIds: [],
    heading: "Of {{fields}} & [sounds]",
    subject: FGF23,
    front: [...text(`Question ${order} <b>\\(x\\)</b> `), { kind: "blank" as const }, ...text(" ends.")],
    answer: [{ kind: "emphasis" as const, text: `Answer ${order}` }],
    reason: text("Because."),
    note:
      order % 3 === 0
        ? {
            text: text("Mostly."),
            confidence: { level: "likely", sinceYear: 2020 } as const,
            references: [REFERENCE.id],
          }
        : null,
    references: [],
    terms: [],
    unlockedBy: [],
    factRevision: 1,
    checkedOn: "2026-11-01",
  };
  const { chapter, unlockedBy, formerIds } = base;
  const entry = { id, deck: DECK, fact, chapter, order, unlockedBy, formerIds };
  return {
    ...entry,
    content: contentOf(isDrawn ? "diagram" : type, base),
    state: NEW_CARD_STATE,
    revision: 0,
    retired: false,
  };
}

type Base = Omit<CardContent & { readonly type: "forward" }, "type">;

const DRAWING: Drawing = {
  id: "small",
  title: 'A "small" <one> & [sound]',
  width: 100,
  height: 60,
  parts: [{ kind: "label", id: "answer", at: { x: 50, y: 30 }, text: "Covered <b>", align: "middle", size: "normal" }],
  words: [
    { text: "Two things {{stand}} here.", tells: [] },
    { text: "One is Covered <b>.", tells: ["answer"] },
  ],
};

function contentOf(type: (typeof TYPES)[number] | "diagram", base: Base): CardContent {
  switch (type) {
    case "choice":
      return {
        ...base,
        type,
        options: RATINGS.map((i) => ({ text: text(`Option ${i}`), correct: i === 1, why: text(`Why ${i}.`) })),
      };
    case "number":
      return { ...base, type, accepts: { min: 1, max: 2, unit: "mg" } };
    case "pathway":
      return {
        ...base,
        type,
        steps: [
          { label: text("bone"), gap: false, link: null },
          { label: [], gap: true, link: { shape: "arrow", words: "makes" } },
        ],
      };
    case "diagram":
      return { ...base, type, drawing: DRAWING, covered: { part: "answer", what: "label" } };
    default:
      return { ...base, type };
  }
}
