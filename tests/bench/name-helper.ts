import type { Page } from "puppeteer-core";

/** tsx names inner functions by a helper that pages lack: whatever function with others in it runs in a page needs this before. */
export const giveNameHelper = (page: Page): Promise<unknown> => page.evaluate("globalThis.__name = (named) => named");
