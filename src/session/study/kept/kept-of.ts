/** What is kept of a session for the page that is opened next. */
import { nextChangeMs } from "../../../core/plan/next-change.ts";
import { shownFrom } from "../../../core/plan/queue.ts";
import { same } from "../../../core/same.ts";
import { keepText, readKeptText, replaceKeptText } from "../../../platform/kept-text.ts";
import type { Circumstances } from "../../common/kept.ts";
import { here } from "../../common/kept-here.ts";
import type { SessionState } from "../session-state.ts";
import type { SessionView, ShownSession } from "../session-view.ts";
import { type KeptCard, type KeptQuestion, keptEver, keptIn, type Looks } from "./kept-card.ts";

/**
 * The question in front, as the page that is opened next would show it: null where it would show something else, since this
 * page goes ahead of the clock, say, or shows a card that an undo brought back.
 */
export function keptOf(
  { view, counts, deckLanguage, dayEndsAtMs, isBeginner }: Omit<ShownSession, "actions">,
  { queue, shown }: Pick<SessionState, "queue" | "shown">,
): KeptCard | null {
  if (view.kind !== "card" || view.goesAhead || !shown || !queue) return null;
  const [first] = shownFrom(queue, false);
  if (first?.id !== shown.card.id || first.revision !== shown.card.revision) return null;
  const around = { counts, deckLanguage, dayEndsAtMs, isBeginner: isBeginner ?? false };
  return { ...around, view: questionOf(view), revision: shown.card.revision };
}

/** Without what is shown with the answer alone. */
function questionOf(view: SessionView & { kind: "card" }): KeptCard["view"] {
  const { provenance, content } = view;
  const { title, language, version } = provenance;
  const chapters = provenance.chapters.filter(({ id }) => id === content.chapter);
  const deck = { title, language, version, provenance: provenance.provenance, disclaimer: "", chapters };
  return { ...view, provenance: deck, revealed: false, outcomes: [], statement: null, references: [], mixedUp: null };
}

/**
 * @param untilMs the clock alone changes what is shown at this instant
 * @param before a session changes more often than what is in front: with the same card, pages look the same
 */
export function keptText(
  card: KeptCard,
  at: Circumstances,
  untilMs: number,
  before: KeptQuestion | null = null,
): string {
  const looks = before && JSON.stringify(before.card) === JSON.stringify(card) ? before.looks : undefined;
  const kept: KeptQuestion = { at, untilMs, card, ...(looks && { looks }) };
  return JSON.stringify(kept);
}

/** Whether a kept card is the one in front, of the same revision and with the same words. */
export function isInFront({ view, revision }: KeptCard, session: ShownSession, state: SessionState): boolean {
  const now = keptOf(session, state);
  return now !== null && same([now.revision, now.view], [revision, view]);
}

/** Keeps what is in front; a card that was turned is asked again by the page that is opened next, and stays kept. */
export function keepFront(session: ShownSession, state: SessionState): void {
  const { view } = session;
  if (view.kind === "loading" || (view.kind === "card" && view.revealed)) return;
  const card = keptOf(session, state);
  keepText(card && state.today && keptText(card, here(), nextChangeMs(state.today), keptIn(readKeptText(), here())));
}

/**
 * Keeps with the kept card what pages look like with it, where that is not kept yet.
 * @param draw null where it cannot be drawn now
 */
export function keepLooks(draw: (card: KeptCard) => Looks | null): void {
  const text = readKeptText();
  const kept = keptEver(text);
  if (text === null || kept === null || kept.looks || kept.untilMs <= here().nowMs) return;
  const looks = draw(kept.card);
  if (looks) replaceKeptText(text, JSON.stringify({ ...kept, looks } satisfies KeptQuestion));
}
