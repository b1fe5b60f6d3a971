/** Pages that are held back while they open, for tests of what is shown and pressed meanwhile. */
import type { Page } from "puppeteer-core";
import { beforeScripts } from "./driver/inject.ts";
import { type Driver, until } from "./driver.ts";

/** What a page waits for: to go on from what it has put up to what draws; to hear that its database is open. */
export type Hold = "drawing" | "database";

interface Scope {
  letOn?: Partial<Record<Hold, () => void>>;
  later?: typeof setTimeout;
  hasAsked?: boolean;
}

/** Runs in the page, before its own scripts. */
function holdBack(holds: readonly Hold[]): void {
  const scope = globalThis as Scope;
  if (scope.letOn) return;
  const { requestAnimationFrame: frame, setTimeout: later } = globalThis;
  const letOn: NonNullable<Scope["letOn"]> = {};
  scope.letOn = letOn;
  scope.later = later.bind(globalThis);
  const held = (what: Hold): Promise<void> =>
    new Promise((resolve) => {
      letOn[what] = resolve;
    });
  if (holds.includes("drawing")) {
    const released = held("drawing");
    globalThis.requestAnimationFrame = (work) => frame((at) => void released.then(() => work(at)));
    globalThis.setTimeout = ((work: () => void, ms?: number) =>
      later(() => void released.then(work), ms)) as typeof setTimeout;
  }
  if (holds.includes("database")) {
    const released = held("database");
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...args: Parameters<typeof open>) {
      const request = open.apply(this, args);
      const listen = request.addEventListener.bind(request) as EventTarget["addEventListener"];
      request.addEventListener = (type: string, listener: EventListener) => {
        const heard = (event: Event): void => {
          scope.hasAsked = true;
          void released.then(() => listener(event));
        };
        listen(type, type === "success" ? heard : listener);
      };
      return request;
    };
  }
}

/** Opens a page that is held back until it is let on. In Firefox all pages that are opened later are held back as well. */
export const openHeld = (
  driver: Driver,
  name: "popup" | "newtab" | "progress",
  ...holds: readonly Hold[]
): Promise<Page> => driver.open(name, { beforeLoad: (blank) => beforeScripts(blank, holdBack, holds) });

/** @param afterMs so many ms from now, by the clock of the page */
export const letOn = (page: Page, what: Hold, afterMs = 0): Promise<void> =>
  page.evaluate(
    (hold, ms) => {
      const { letOn: ways, later } = globalThis as Scope;
      if (ms === 0) ways?.[hold]?.();
      else later?.(() => ways?.[hold]?.(), ms);
    },
    what,
    afterMs,
  );

/** Waits until the page has asked for its database, which is held back. */
export const hasAsked = (page: Page) => until(page, () => (globalThis as Scope).hasAsked === true);

/** Waits until the ring is there as the database has it: of a kept one nothing can be pressed. */
export const ringStands = (page: Page) => until(page, () => document.querySelector(".know-deck:not([inert])") !== null);

/** Waits until the card is there as it was kept. */
export const keptStands = (page: Page, card: string) =>
  until(
    page,
    (wanted) => document.querySelector("[data-kept] [data-card]")?.getAttribute("data-card") === wanted,
    card,
  );

/** Waits until this card is kept with what pages look like: those of the card before may still be there. */
export const looksAreKept = (page: Page, card: string) =>
  until(
    page,
    (wanted) =>
      Object.values(localStorage).some((text) => {
        if (!text.includes('"looks"')) return false;
        return JSON.parse(text).card.view.content.id === wanted;
      }),
    card,
  );
