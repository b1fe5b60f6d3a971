import { type Card, inDeckOrder } from "../core/card.ts";
import type { Moment } from "../core/moment.ts";
import { retrievability } from "../core/scheduler.ts";
import type { Cell } from "./delimited.ts";
import { isoDay, isoWithOffset } from "./iso-time.ts";
import { plainText } from "./plain-text.ts";
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
  for (const { id, deck, content, snapshot, retired } of sorted) {
    const { memory, lastDay, reviews, lapses } = snapshot;
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
      retired ? "retired" : snapshot.phase,
      rounded(memory?.stability),
      rounded(memory?.difficulty),
      rounded(now),
      due(snapshot, moment),
      lastDay === null ? null : isoDay(lastDay),
      reviews,
      lapses,
    ];
  }
}

function due({ dueAtMs, dueDay }: Card["snapshot"], moment: Moment): string | null {
  if (dueAtMs !== null) return isoWithOffset(dueAtMs, moment.offsetAt(dueAtMs));
  return dueDay === null ? null : isoDay(dueDay);
}
