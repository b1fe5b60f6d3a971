import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Page } from "puppeteer-core";

const SOURCE = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * What axe-core finds wrong with a page as it stands, as "rule at element". Evaluated: a script tag is forbidden there.
 * @param rules all that axe-core has by itself, or these alone
 */
export async function violationsOn(page: Page, rules?: readonly string[]): Promise<string[]> {
  const isThere = await page.evaluate(() => "axe" in globalThis);
  if (!isThere) await page.evaluate(await SOURCE);
  return page.evaluate(async (only) => {
    // Halfway through the turn of a card its colors are no colors that anybody reads.
    for (const animation of document.getAnimations())
      if (animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY) animation.finish();
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    // Of what passes nothing is told.
    const options = { resultTypes: ["violations" as const], ...(only && { runOnly: [...only] }) };
    const { violations } = await axe.run(document, options);
    return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id} at ${node.target.join(" ")}`));
  }, rules);
}
