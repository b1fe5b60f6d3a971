/** Grading in which the test knows of each grade before it is given, so that it can tell afterwards which there may be. */
import type { Page } from "puppeteer-core";

type Scope = typeof globalThis & { graded?: { readonly ready: () => Promise<string> } };

/** Goes on past notices and turns the card that comes. @returns the card whose grade is asked for now */
export function untilTurned(page: Page): Promise<string> {
  return page.evaluate(() => {
    const scope = globalThis as Scope;
    scope.graded ??= {
      ready: () =>
        new Promise((resolve) => {
          const step = (): void => {
            const card = document.querySelector("[data-card]")?.getAttribute("data-card") ?? "";
            const notice = document.querySelector("[data-notice]")?.getAttribute("data-notice") ?? "";
            if (card && document.querySelector("[data-rating]")) {
              observer.disconnect();
              clearInterval(timer);
              resolve(card);
            } else if (card || (notice !== "done" && notice) || document.querySelector(".go-on")) {
              const target = document.activeElement ?? document.body;
              for (const type of ["keydown", "keyup"]) {
                target.dispatchEvent(new KeyboardEvent(type, { key: " ", bubbles: true, cancelable: true }));
              }
            }
          };
          // A hidden page's timers are slowed to one a second, what it draws is not.
          const observer = new MutationObserver(step);
          observer.observe(document.body, { subtree: true, childList: true, attributes: true });
          const timer = setInterval(step, 50);
          step();
        }),
    };
    return scope.graded.ready();
  });
}

/** Grades the card that is turned, by key, and waits until the page has gone on. @returns the card that is turned next */
export async function gradeTurned(page: Page, rating: 1 | 2 | 3 | 4): Promise<string> {
  await page.evaluate((key) => {
    const target = document.activeElement ?? document.body;
    const gone = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (document.querySelector("[data-rating]")) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    for (const type of ["keydown", "keyup"]) {
      target.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true }));
    }
    return gone;
  }, String(rating));
  return untilTurned(page);
}
