import type { Page } from "puppeteer-core";
import { beforeScripts, type Inject, sourceOf } from "./inject.ts";

/**
 * A clock for pages that runs as the real one does, but from another instant. Timers and performance.now() stay real.
 * The background keeps the machine's time.
 */
export interface Clock {
  /** Pages opened so far and from now on see this instant now, and time going on from it. */
  set(atMs: number): Promise<void>;
  /** Moves all pages on. */
  advance(byMs: number): Promise<void>;
  /** What pages see now. */
  now(): number;
  /** Prepares a page for what it loads from now on; the driver does so for every page that it opens where that is needed. */
  prepare(page: Page): Promise<void>;
  /** Whether it shows another time than the machine's. */
  isMoved(): boolean;
}

/**
 * @param pages those that the driver opened; the ones that are still open are told when the clock is moved
 * @param everywhere reaches all later documents at once, where the engine needs that
 */
export function makeClock(pages: ReadonlySet<Page>, everywhere?: Inject): Clock {
  let offsetMs = 0;
  const tell = async () => {
    await everywhere?.(installClock, offsetMs);
    for (const page of pages) {
      if (page.isClosed()) continue;
      // For the documents that the page loads later, and for the one that it shows.
      if (everywhere === undefined) await beforeScripts(page, installClock, offsetMs);
      await page.evaluate(sourceOf(installClock, [offsetMs])).catch((error: unknown) => {
        // Of a tab that was closed by the browser itself while it was loading, puppeteer does not hear in Firefox.
        if (!String(error).includes("no such frame")) throw error;
      });
    }
  };
  return {
    async set(atMs) {
      offsetMs = atMs - Date.now();
      await tell();
    },
    async advance(byMs) {
      offsetMs += byMs;
      await tell();
    },
    now: () => Date.now() + offsetMs,
    async prepare(page) {
      await beforeScripts(page, installClock, offsetMs);
    },
    isMoved: () => offsetMs !== 0,
  };
}

/**
 * Sets one page's clock, to be called in `beforeLoad`. Reloading the page starts it at the same distance from real
 * time; move it on with {@link advanceClock}.
 */
export async function setClock(page: Page, at: { readonly atMs: number; readonly timeZone?: string }): Promise<void> {
  if (at.timeZone !== undefined) await page.emulateTimezone(at.timeZone);
  await beforeScripts(page, installClock, at.atMs - Date.now());
}

/** Moves the clock of one open page on. */
export async function advanceClock(page: Page, byMs: number): Promise<void> {
  await page.evaluate((by) => {
    const { osteonClock } = globalThis as ClockWindow;
    if (osteonClock === undefined) throw new Error("the page has no injected clock: use setClock before it loads");
    osteonClock.offsetMs += by;
  }, byMs);
}

type ClockWindow = typeof globalThis & { osteonClock?: { offsetMs: number } };

/** Runs in the page, so it refers to nothing outside itself. A second call moves the clock that is there. */
function installClock(offsetMs: number): void {
  const scope = globalThis as typeof globalThis & { osteonClock?: { offsetMs: number } };
  if (scope.osteonClock !== undefined) {
    scope.osteonClock.offsetMs = offsetMs;
    return;
  }
  const clock = { offsetMs };
  const RealDate = Date;
  const now = () => RealDate.now() + clock.offsetMs;
  const handler: ProxyHandler<DateConstructor> = {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === "now" ? now : Reflect.get(target, key)),
  };
  const FakeDate = new Proxy(RealDate, handler);
  RealDate.prototype.constructor = FakeDate;
  Object.defineProperty(scope, "osteonClock", { value: clock });
  Object.defineProperty(scope, "Date", { value: FakeDate, writable: true, configurable: true });
}
