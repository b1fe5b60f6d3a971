import type { Page } from "puppeteer-core";

/** Runs a function at the start of every document that a page loads from now on, before its own scripts. */
export type Inject = <Args extends readonly unknown[]>(task: (...args: Args) => void, ...args: Args) => Promise<void>;

const injectors = new WeakMap<Page, Inject>();

/** For engines where puppeteer's own way does not reach pages of extensions. */
export function setInjector(page: Page, inject: Inject): void {
  injectors.set(page, inject);
}

/**
 * Runs a function in a page before the page's own scripts, in the document that it loads next and in all later ones.
 * In Firefox it runs in every page of the extension that is loaded from then on. Arguments travel as JSON; the
 * function sees nothing of where it was written.
 */
export async function beforeScripts<Args extends readonly unknown[]>(
  page: Page,
  task: (...args: Args) => void,
  ...args: Args
): Promise<void> {
  const inject = injectors.get(page);
  if (inject === undefined) await page.evaluateOnNewDocument(sourceOf(task, args));
  else await inject(task, ...args);
}

/**
 * A call of the function as text. tsx marks every function with its name by a helper that pages lack (vitest does not),
 * so the helper goes along.
 */
export function sourceOf(task: (...args: never[]) => unknown, args: readonly unknown[]): string {
  const list = args.map((arg) => JSON.stringify(arg) ?? "undefined").join(", ");
  return `(() => { globalThis.__name ??= (named) => named; return (${task})(${list}); })()`;
}
