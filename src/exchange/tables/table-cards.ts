import { inDeckOrder } from "../../core/card.ts";
import { plainText } from "../../core/deck/plain-text.ts";
import { modelFor } from "../../core/memory/model.ts";
import { retrievability } from "../../core/memory/scheduler.ts";
import type { Now } from "../../core/time/now.ts";
import { isoDay } from "../../core/time/study-day.ts";
import type { StudyCard, StudyData } from "../study-data.ts";
import type { Cell } from "./delimited.ts";
import { isoWithOffset } from "./iso-time.ts";
import { rounded } from "./table-reviews.ts";

const CARD_COLUMNS = [
  "card",
  "deck",
  "fact",
  "chapter",
  "subject",
  "type",
  "question",
  "answer",
  "state",
  "stability_days",
  "difficulty",
  "retrievability_now",
  "due",
  "last_study_day",
  "reviews",
  "lapses",
] as const;

/** One row per card in deck order; the column names come first. */
export function* cardRows({ cards, now, settings }: StudyData): Generator<readonly Cell[]> {
  yield CARD_COLUMNS;
  const model = modelFor(settings);
  const sorted = [...cards].sort(inDeckOrder);
  for (const { id, deck, fact, chapter, content, state, retired } of sorted) {
    const { memory, lastDay, reviews, lapses } = state;
    const recall = memory && lastDay !== null ? retrievability(memory, now.today - lastDay, model) : undefined;
    yield [
      id,
      deck,
      fact,
      chapter,
      content?.subject ?? null,
      content?.type ?? null,
      content && plainText(content.front),
      content && plainText(content.answer),
      retired ? "retired" : state.phase,
      rounded(memory?.stability),
      rounded(memory?.difficulty),
      rounded(recall),
      due(state, now),
      lastDay === null ? null : isoDay(lastDay),
      reviews,
      lapses,
    ];
  }
}

function due({ dueAtMs, dueDay }: StudyCard["state"], now: Now): string | null {
  if (dueAtMs !== null) return isoWithOffset(dueAtMs, now.offsetAt(dueAtMs));
  return dueDay === null ? null : isoDay(dueDay);
}
