import type { EvaluateFunc, Page } from "puppeteer-core";
import { sourceOf } from "./inject.ts";

/** Between two looks: a tenth of what was waited for already. */
const pauseMs = (waitedMs: number): number => Math.min(100, Math.max(20, waitedMs / 10));

/**
 * Waits until a function that runs in the page gives something truthy, and returns that. It must be plain data: an
 * element arrives as nothing in Firefox. It is called often, and what it gives in a page that is busy for two seconds is lost:
 * it changes nothing that may not be changed twice. Survives the page being loaded anew meanwhile.
 * @throws after `timeoutMs`, with the function's last answer or error
 */
export async function until<Params extends unknown[], Func extends EvaluateFunc<Params>>(
  page: Page,
  condition: Func,
  ...args: Params
): Promise<Truthy<Awaited<ReturnType<Func>>>> {
  return await poll(() => once<Awaited<ReturnType<Func>>>(page, condition, args), `${condition} in ${page.url()}`);
}

/** For how long a page looks by itself, in ms: a look costs it next to nothing, while to ask it costs two processes 4 ms. */
const IN_PAGE_MS = 300;
/** When a page is taken to be gone: of a document that went Firefox may never tell that it will not answer. */
const GONE_MS = 2000;

/**
 * What a function gives in a page: what is truthy as soon as it gives that, or its last answer a moment later, at once in a
 * page that nobody sees, whose timers are slow. So it is called often; see {@link until}.
 */
export function once<Value>(page: Page, condition: (...args: never[]) => unknown, args: readonly unknown[]) {
  const answer = page.evaluate(`(async () => {
    const wait = globalThis.later ?? setTimeout;
    const began = performance.now();
    for (;;) {
      const value = await ${sourceOf(condition, args)};
      const waited = performance.now() - began;
      if (value || waited > ${IN_PAGE_MS} || document.hidden) return value;
      await new Promise((next) => wait(next, 10 + waited / 10));
    }
  })()`) as Promise<Value>;
  answer.catch(() => {});
  let timer: ReturnType<typeof setTimeout> | undefined;
  const gone = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), GONE_MS);
  });
  return Promise.race([answer, gone]).finally(() => clearTimeout(timer));
}

type Truthy<Value> = Exclude<Value, false | 0 | "" | null | undefined>;

/** Waits until a function that runs here gives something truthy, and returns that. */
export async function poll<Value>(
  condition: () => Value | Promise<Value>,
  what: string,
  timeoutMs = 15_000,
): Promise<Truthy<Awaited<Value>>> {
  const beganAt = Date.now();
  let last: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (value) return value as Truthy<Awaited<Value>>;
      last = value;
    } catch (error) {
      last = error;
    }
    const waitedMs = Date.now() - beganAt;
    if (waitedMs > timeoutMs) {
      const seen = last instanceof Error ? last.message : JSON.stringify(last);
      throw new Error(`waited ${timeoutMs} ms for ${what}; the last answer was: ${seen}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs(waitedMs)));
  }
}

/** Waits for an element and returns its text, which may be empty. */
export async function textOf(page: Page, selector: string): Promise<string> {
  const found = await until(
    page,
    (wanted) => {
      const element = document.querySelector(wanted);
      return element === null ? null : [element.textContent ?? ""];
    },
    selector,
  );
  return found[0] ?? "";
}

/**
 * Sends a page to an address of the extension. A browser that has just started refuses now and then for a moment
 * (ERR_BLOCKED_BY_CLIENT in Chromium): then it is tried again.
 */
export async function goTo(page: Page, url: string): Promise<void> {
  await poll(async () => {
    // Firefox never reports the life cycle of extension pages to puppeteer: readiness is asked for below instead.
    await page.goto(url, { waitUntil: [] });
    return true;
  }, `${url} to open`);
  // Asked from here, since the document before this one goes meanwhile, and might not answer.
  const isThere = (wanted: string): boolean => document.readyState === "complete" && location.href.startsWith(wanted);
  await poll(() => page.evaluate(isThere, url), `${url} to be loaded`);
}
