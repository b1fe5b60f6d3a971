import type { Page } from "puppeteer-core";
import type { Rating } from "../../../src/core/memory/rating.ts";
import { until } from "./driver.ts";

/** What a page that grades by itself has to tell. */
export interface Graded {
  /** The card of each grade after which the next card was shown. */
  readonly cards: string[];
  /** What stopped it, if anything did. */
  readonly stopped: string | null;
}

interface Task {
  /** Given in turn. Cards that are graded Again come back for ever. */
  readonly ratings: readonly Rating[];
  /** Stops after so many. */
  readonly most: number;
  /** Whether the end of the day stops it. Where others grade as well a card may come back, and it goes on. */
  readonly toEnd: boolean;
}

type Scope = typeof globalThis & { graded?: { cards: string[]; stopped: string | null } };

const grade = (page: Page, task: Task): Promise<void> =>
  page.evaluate(({ ratings, most, toEnd }) => {
    const scope = globalThis as Scope;
    const graded = { cards: [] as string[], stopped: null as string | null };
    scope.graded = graded;
    const press = (name: string): void => {
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
      target.dispatchEvent(new KeyboardEvent("keyup", { key: name, bubbles: true, cancelable: true }));
    };
    const look = () => ({
      card: document.querySelector("[data-card]")?.getAttribute("data-card") ?? "",
      notice: document.querySelector("[data-notice]")?.getAttribute("data-notice") ?? "",
      revealed: document.querySelector("[data-rating]") !== null,
    });
    let pending = "";
    const stop = (why: string): void => {
      graded.stopped = why;
      observer.disconnect();
      clearInterval(timer);
    };
    const step = (): void => {
      if (graded.stopped) return;
      const { card, notice, revealed } = look();
      if (document.querySelector(".trouble-message")) {
        stop("trouble");
        return;
      }
      if (pending && !revealed) {
        graded.cards.push(pending);
        pending = "";
      }
      if (graded.cards.length >= most) {
        stop("enough");
        return;
      }
      if (notice === "done" && document.querySelector(".go-on") === null) {
        if (toEnd) stop("the end");
      } else if (notice) press(" ");
      else if (card && !revealed) press(" ");
      else if (card && !pending) {
        pending = card;
        press(String(ratings[graded.cards.length % ratings.length]));
      }
    };
    // A hidden page's timers are slowed to one a second, what it draws is not.
    const observer = new MutationObserver(step);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    const timer = setInterval(step, 50);
    step();
  }, task);

/** Lets a study page grade its queue by its own keys, as fast as it goes on, `most` times. */
export const startGrading = (page: Page, rating: Rating, most = Number.MAX_SAFE_INTEGER): Promise<void> =>
  grade(page, { ratings: [rating], most, toEnd: false });

export const gradedBy = (page: Page): Promise<Graded> =>
  page.evaluate(() => (globalThis as Scope).graded ?? { cards: [], stopped: "not started" });

/**
 * Lets a study page grade by its own keys until the day is done, with what comes again in the same visit. For tests of what
 * comes of many answers: to ask a page for each key costs several times what the answer does.
 * @param ratings given in turn
 * @returns the cards, one for each answer
 */
export async function gradeToEnd(page: Page, ratings: readonly Rating[]): Promise<readonly string[]> {
  await grade(page, { ratings, most: Number.MAX_SAFE_INTEGER, toEnd: true });
  let graded = await gradedBy(page);
  // However many a day has: none of them takes longer than a page is waited for.
  while (graded.stopped === null) {
    const before = graded.cards.length;
    await until(
      page,
      (known) => {
        const { graded: now } = globalThis as Scope;
        return now !== undefined && (now.stopped !== null || now.cards.length > known);
      },
      before,
    );
    graded = await gradedBy(page);
  }
  const { cards, stopped } = graded;
  if (stopped !== "the end") throw new Error(`grading ended by ${stopped} after ${cards.length} cards`);
  return cards;
}
