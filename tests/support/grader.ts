import type { Page } from "puppeteer-core";

/** What a page that grades by itself has to tell. */
export interface Graded {
  /** The card of each grade after which the next card was shown. */
  readonly cards: string[];
  /** What stopped it, if anything did. */
  readonly stopped: string | null;
}

type Scope = typeof globalThis & { graded?: { cards: string[]; stopped: string | null } };

/**
 * Lets a study page grade its queue by its own keys, as fast as it goes on, `grades` times. Cards that are graded Again
 * come back for ever.
 */
export async function startGrading(page: Page, rating: 1 | 2 | 3 | 4, grades = Number.MAX_SAFE_INTEGER): Promise<void> {
  await page.evaluate(
    (key, most) => {
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
      const step = (): void => {
        const { card, notice, revealed } = look();
        if (graded.stopped) return;
        if (document.querySelector(".trouble-message")) {
          graded.stopped = "trouble";
          return;
        }
        if (pending && !revealed) {
          graded.cards.push(pending);
          pending = "";
        }
        if (graded.cards.length >= most) {
          graded.stopped = "enough";
          return;
        }
        // Somebody else may have been faster with the last card, and it may come back: the end is no reason to stop.
        if (notice === "done" && document.querySelector(".go-on") === null) return;
        if (notice) press(" ");
        else if (card && !revealed) press(" ");
        else if (card && !pending) {
          pending = card;
          press(key);
        }
      };
      // A hidden page's timers are slowed to one a second, what it draws is not.
      new MutationObserver(step).observe(document.body, { subtree: true, childList: true, attributes: true });
      setInterval(step, 50);
      step();
    },
    String(rating),
    grades,
  );
}

export const gradedBy = (page: Page): Promise<Graded> =>
  page.evaluate(() => (globalThis as Scope).graded ?? { cards: [], stopped: "not started" });
