import { type Card, inDeckOrder } from "../core/card.ts";
import { plainText } from "../core/deck/plain-text.ts";
import { retrievability } from "../core/memory/scheduler.ts";
import type { Now } from "../core/plan/now.ts";
import type { Cell } from "./delimited.ts";
import { isoDay, isoWithOffset } from "./iso-time.ts";
import type { StudyData } from "./study-data.ts";
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
export function* cardRows({ cards, moment }: StudyData): Generator<readonly Cell[]> {
  yield CARD_COLUMNS;
  const sorted = [...cards].sort(inDeckOrder);
  for (const { id, deck, content, state, retired } of sorted) {
    const { memory, lastDay, reviews, lapses } = state;
    const now = memory && lastDay !== null ? retrievability(memory, moment.today - lastDay) : undefined;
    yield [
      id,
      deck,
      content.fact,
      content.chapter,
      content.subject,
      content.type,
      plainText(content.front),
      plainText(content.answer),
      retired ? "retired" : state.phase,
      rounded(memory?.stability),
      rounded(memory?.difficulty),
      rounded(now),
      due(state, moment),
      lastDay === null ? null : isoDay(lastDay),
      reviews,
      lapses,
    ];
  }
}

function due({ dueAtMs, dueDay }: Card["state"], moment: Now): string | null {
  if (dueAtMs !== null) return isoWithOffset(dueAtMs, moment.offsetAt(dueAtMs));
  return dueDay === null ? null : isoDay(dueDay);
}
