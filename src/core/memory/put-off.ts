import type { StudyDay } from "../time/study-day.ts";
import type { CardState } from "./card-state.ts";

/** A card is put off until the next study day, which for a traveller may be a day further on. */
const LONGEST_PUT_OFF_DAYS = 2;

/** Whether a card is not asked for before a later study day. What says a later one yet was dated by a wrong clock. */
export const isPutOff = ({ buriedUntil = 0 }: Pick<CardState, "buriedUntil">, today: StudyDay): boolean =>
  buriedUntil > today && buriedUntil - today <= LONGEST_PUT_OFF_DAYS;
