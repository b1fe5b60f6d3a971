import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { CardEventLine } from "../../session/cards/card-info.ts";
import { GRADE_NAMES } from "../../session/common/grade-names.ts";
import { dayText } from "../parts/days.ts";
import { numberText } from "../parts/figures.ts";
import { waitText } from "../parts/wait-text.ts";
import { momentThereText } from "./words.ts";

/** What was done with a card, in words, the newest first. */
export function EventList({ events }: { readonly events: readonly CardEventLine[] }): JSX.Element {
  return (
    <ol class="card-events">
      {events.map((event) => (
        <li key={event.id} data-taken-back={event.isTakenBack || undefined}>
          <span class="card-moment">{momentThereText(event.atMs, event.offsetMinutes)}</span>{" "}
          <span>{textOf(event)}</span>
        </li>
      ))}
    </ol>
  );
}

/** One line of the list. */
export function textOf(event: CardEventLine): string {
  const said = saidOf(event);
  return event.isTakenBack ? t("eventTakenBack", said) : said;
}

function saidOf({ words, review, dueDay }: CardEventLine): string {
  if (review !== null) return reviewText(review);
  if (dueDay !== null) return t("eventDue", dayText(dueDay));
  return t(words ?? "eventOther");
}

function reviewText({ rating, durationMs, waitDays }: NonNullable<CardEventLine["review"]>): string {
  const grade = t(GRADE_NAMES[rating]);
  const seconds = numberText(durationMs / 1000, 1);
  if (waitDays === null) return t("eventStep", grade, seconds);
  return t("eventReview", grade, seconds, waitText({ unit: "days", count: waitDays }));
}
