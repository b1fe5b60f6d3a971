import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CASES } from "../support/db-contract.ts";
import { type Driver, KINDS, launch, until } from "../support/driver.ts";
import { buildLab } from "../support/lab.ts";

declare const runNamed: (name: string) => Promise<string | null>;

describe.each(KINDS)("the database contract, in %s", (kind) => {
  let driver: Driver;
  let page: Page;
  beforeAll(async () => {
    driver = await launch(kind, { extension: await buildLab(kind, "tests/browser/lab/contract.ts") });
    page = await driver.open("lab");
    await until(page, () => typeof runNamed === "function");
  });
  afterAll(() => driver?.close());

  for (const { name } of CASES) {
    test(name, async () => {
      expect(await page.evaluate((wanted) => runNamed(wanted), name)).toBeNull();
    });
  }
});
