import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "puppeteer-core";
import { violations } from "./axe-in-page.ts";
import type { Driver } from "./driver.ts";

const SOURCE = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Puts axe-core into a page. Evaluated: a script tag is forbidden there. */
export async function addAxe(page: Page): Promise<void> {
  const isThere = await page.evaluate(() => "axe" in globalThis);
  if (!isThere) await page.evaluate(await SOURCE);
}

/**
 * What axe-core finds wrong with a page as it stands, as "rule at element".
 * @param rules all that axe-core has by itself, or these alone
 */
export async function violationsOn(page: Page, rules?: readonly string[]): Promise<string[]> {
  await addAxe(page);
  return page.evaluate(violations, rules);
}

/** The rules that look at colours: https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

/**
 * What axe-core finds wrong in light and in dark. Both have the same elements with the same roles and names in the same
 * places, so dark is asked for what only its colours can change.
 */
export async function violationsInBothThemes({ look }: Pick<Driver, "look">, page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const [colorScheme, rules] of [
    ["light", undefined],
    ["dark", COLOUR_RULES],
  ] as const) {
    await look(page, { colorScheme, reducedMotion: true });
    found.push(...(await violationsOn(page, rules)).map((violation) => `${violation}, ${colorScheme}`));
  }
  return found;
}
