import { expect, test } from "vitest";
import { useBrowsers } from "../support/browsers.ts";
import { KINDS, until } from "../support/driver.ts";
import { buildLab } from "../support/lab.ts";

declare const measureGrades: (rounds: number) => Promise<Record<"without" | "with" | "busy", number>>;

const launch = useBrowsers();

test.each(KINDS)("the second record costs a grade less than a third, in %s", async (kind) => {
  const driver = await launch(kind, { extension: await buildLab(kind, "tests/browser/lab/grade-cost.ts") });
  const page = await driver.open("lab");
  await until(page, () => typeof measureGrades === "function");
  await page.evaluate(() => measureGrades(20));
  const ms = await page.evaluate(() => measureGrades(150));
  console.log(`a grade in ${kind}, ms: ${JSON.stringify(ms)}; ratio ${(ms.with / ms.without).toFixed(2)}`);
  expect(ms.with / ms.without).toBeLessThan(1.3);
});
