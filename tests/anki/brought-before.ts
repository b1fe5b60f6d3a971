/**
 * What a user does who brings newer progress to Anki as our help says: the older package is there, the deck is deleted, and
 * the newer one is imported. All that `compare` asks must then be as after one import.
 */
import { foldCard } from "../../src/core/log/fold.ts";
import { schedulerFor } from "../../src/core/memory/scheduler.ts";
import { nowAt } from "../../src/core/time/now.ts";
import { type OffsetAt, startOfStudyDay } from "../../src/core/time/study-day.ts";
import { logsByCard, type StudyData } from "../../src/exchange/study-data.ts";
import type { AnkiResult } from "./compare.ts";

const DAYS = 60;

/** The same learner some days ago. Made-up days are parted by hours, so that no undo is without its review. */
export function someDaysBefore<Data extends StudyData>(data: Data, offsetAt: OffsetAt): Data {
  const { rolloverHour } = data.settings;
  const nowMs = startOfStudyDay(data.now.today - DAYS, rolloverHour, offsetAt);
  const events = data.events.filter(({ atMs }) => atMs < nowMs);
  const logs = logsByCard(data.cards, events);
  const scheduler = schedulerFor(data.settings);
  const cards = data.cards.map((card) => ({ ...card, state: foldCard(logs.get(card.id) ?? [], scheduler) }));
  return { ...data, cards, events, now: nowAt(nowMs, offsetAt, rolloverHour) };
}

/** @returns what else than our help says was seen */
export function asHelpSays({ before, reviews }: AnkiResult): string[] {
  if (!before) return ["no package was brought before"];
  const { notes, reviews: first, over, kept } = before;
  return [
    ...(notes > 0 && first > 0 && first < reviews.length ? [] : [`${first} reviews were brought before`]),
    ...(over === first ? [] : [`Anki updates progress now: ${first} reviews became ${over} without deleting the deck`]),
    ...(kept === 0 ? [] : [`${kept} cards were left when the deck was deleted`]),
  ];
}
