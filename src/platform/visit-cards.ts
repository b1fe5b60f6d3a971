/** The cards of a visit, handed from the page where they were chosen to the one that asks them, within one tab. */
import type { CardId } from "../core/ids.ts";

const KEY = "osteon:visit";
const COUNTED = "osteon:visit-counted";
/** More than anybody studies in one visit; it is read anew with each answer. */
const MOST_VISITED = 500;

export interface VisitCards {
  /** No more than 500. */
  readonly cards: readonly CardId[];
  /** How many were chosen. */
  readonly chosen: number;
}

/** By card how many reviews it had when its answer was to count early; null where nothing was asked for, or it cannot be read. */
export function keptCounted(): ReadonlyMap<CardId, number> | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(COUNTED) ?? "null");
    if (typeof kept !== "object" || kept === null) return null;
    return new Map(
      Object.entries(kept).flatMap(([id, reviews]) => (typeof reviews === "number" ? [[id as CardId, reviews]] : [])),
    );
  } catch (error) {
    console.error("what is to count could not be read:", error);
    return null;
  }
}

/** Keeps it for a page that is loaded again: nothing is then asked twice. */
export const keepCounted = (counted: ReadonlyMap<CardId, number>): void =>
  sessionStorage.setItem(COUNTED, JSON.stringify(Object.fromEntries(counted)));

/** Leaves the page for a visit to these cards. The browser's Back leads here again. */
export function openVisit(cards: readonly CardId[]): void {
  const visit: VisitCards = { cards: cards.slice(0, MOST_VISITED), chosen: cards.length };
  sessionStorage.removeItem(COUNTED);
  sessionStorage.setItem(KEY, JSON.stringify(visit));
  location.assign("../visit/index.html");
}

/** What was chosen in this tab; no cards where nothing was, or what is there cannot be read. */
export function chosenVisit(): VisitCards {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    if (typeof kept === "object" && kept !== null && "cards" in kept && Array.isArray(kept.cards)) {
      const cards = kept.cards.filter((id): id is CardId => typeof id === "string").slice(0, MOST_VISITED);
      return { cards, chosen: "chosen" in kept && typeof kept.chosen === "number" ? kept.chosen : cards.length };
    }
  } catch (error) {
    console.error("the chosen cards could not be read:", error);
  }
  return { cards: [], chosen: 0 };
}
