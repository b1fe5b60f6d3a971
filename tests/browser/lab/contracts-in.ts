import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CASES } from "../../contracts/db.ts";
import { RECORD_CASES } from "../../contracts/record.ts";
import { REPAIR_CASES } from "../../contracts/repair.ts";
import { UPGRADE_CASES } from "../../contracts/upgrade.ts";
import { type Kind, launch, type OwnDriver, until } from "../../support/driver.ts";
import { buildLab } from "../../support/lab.ts";

declare const runNamed: (
  contract: "database" | "record" | "repair" | "upgrade",
  name: string,
) => Promise<string | null>;

/** All contracts of the database in one engine. Each has a file of its own, so that two workers share what takes longest. */
export function contractsIn(kind: Kind): void {
  let driver: OwnDriver;
  let page: Page;
  beforeAll(async () => {
    driver = await launch(kind, { extension: await buildLab(kind, "tests/browser/lab/contract.ts") });
    page = await driver.open("lab");
    await until(page, () => typeof runNamed === "function");
  });
  afterAll(() => driver?.close());

  describe("the database's contract", () => {
    for (const { name } of CASES) {
      test(name, async () => expect(await page.evaluate((wanted) => runNamed("database", wanted), name)).toBeNull());
    }
  });
  describe("self-check and repair", () => {
    for (const { name } of REPAIR_CASES) {
      test(name, async () => expect(await page.evaluate((wanted) => runNamed("repair", wanted), name)).toBeNull());
    }
  });
  describe("migrations", () => {
    for (const { name } of UPGRADE_CASES) {
      test(name, async () => expect(await page.evaluate((wanted) => runNamed("upgrade", wanted), name)).toBeNull());
    }
  });
  describe("the second record's contract", () => {
    for (const { name } of RECORD_CASES) {
      test(name, async () => expect(await page.evaluate((wanted) => runNamed("record", wanted), name)).toBeNull());
    }
  });
}
