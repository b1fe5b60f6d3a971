import type { EvaluateFunc, Page } from "puppeteer-core";

/** Between two looks: a tenth of what was waited for already, since each look costs the browser something. */
const pauseMs = (waitedMs: number): number => Math.min(100, Math.max(20, waitedMs / 10));

/**
 * Waits until a function that runs in the page gives something truthy, and returns that. It must be plain data: an
 * element arrives as nothing in Firefox. Survives the page being loaded anew meanwhile.
 * @throws after `timeoutMs`, with the function's last answer or error
 */
export async function until<Params extends unknown[], Func extends EvaluateFunc<Params>>(
  page: Page,
  condition: Func,
  ...args: Params
): Promise<Truthy<Awaited<ReturnType<Func>>>> {
  return await poll(() => page.evaluate<Params, Func>(condition, ...args), `${condition} in ${page.url()}`);
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
  await until(page, (wanted) => document.readyState === "complete" && location.href.startsWith(wanted), url);
}
