/** Rows of a log of version 1 in which a clock had run ahead, and was put right. */
import { type CardId, type DeckId, makeEventId } from "../../../src/core/ids.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { content, deck } from "../samples/cards.ts";
import { NOW } from "./db-steps.ts";

const BONE = "bone-hormones" as DeckId;
const AHEAD = 400;
const TODAY = Math.floor(NOW / DAY_MS);

/** The one card that the rows speak of, as it is called today, and a deck that has it. */
export const CORRECTED_CARD = `${BONE}/pth/forward` as CardId;
export const redatedDeck = deck([content("pth", 0, { deck: BONE })], "1", { id: BONE });

const random = (n: number): Uint8Array => Uint8Array.from({ length: 10 }, (_, i) => (i === 0 ? n : 0));

const row = (kind: string, n: number, atMs: number, studyDay: number) => ({
  kind,
  id: makeEventId(atMs, random(n)),
  card: "pth/forward",
  atMs,
  offsetMinutes: 0,
  studyDay,
});

const review = (n: number, atMs: number, studyDay: number, days: number) => ({
  ...row("review", n, atMs, studyDay),
  rating: 3,
  phase: "review",
  factRevision: 1,
  durationMs: 1000,
  surface: "popup",
  next: { dueDay: studyDay + days, dueAtMs: null },
});

export const ahead = review(1, NOW + AHEAD * DAY_MS, TODAY + AHEAD, 5);
export const redate = {
  ...row("redate", 2, NOW + AHEAD * DAY_MS + 1, TODAY),
  afterDay: TODAY,
  shiftDays: AHEAD,
  newest: ahead.id,
  next: { dueDay: TODAY + 5, dueAtMs: null },
};
/** Stamped later than all before it, and so in the far year, too. */
export const since = review(3, NOW + (AHEAD + 5) * DAY_MS, TODAY + 5, 9);
