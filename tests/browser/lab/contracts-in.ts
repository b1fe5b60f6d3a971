import type { Page } from "puppeteer-core";
import { beforeAll, describe, expect, test } from "vitest";
import { CASES } from "../../contracts/db.ts";
import { RECORD_CASES } from "../../contracts/record.ts";
import { REPAIR_CASES } from "../../contracts/repair.ts";
import { SHARED_CASES } from "../../contracts/shared.ts";
import { UPGRADE_CASES } from "../../contracts/upgrade.ts";
import { useBrowserOfBlock } from "../../support/extension/browsers.ts";
import { type Kind, until } from "../../support/extension/driver.ts";
import { buildLab } from "../../support/extension/lab.ts";

const CONTRACTS = [
  { contract: "database", what: "the database's contract", cases: CASES },
  { contract: "repair", what: "self-check and repair", cases: REPAIR_CASES },
  { contract: "upgrade", what: "migrations", cases: UPGRADE_CASES },
  { contract: "record", what: "the second record's contract", cases: RECORD_CASES },
  { contract: "shared", what: "the contract of a shared place", cases: SHARED_CASES },
] as const;

declare const runNamed: (contract: (typeof CONTRACTS)[number]["contract"], name: string) => Promise<string | null>;

/** All contracts of the database in one engine. Each has a file of its own, so that two workers share what takes longest. */
export function contractsIn(kind: Kind): void {
  const borrow = useBrowserOfBlock(kind);
  let page: Page;
  beforeAll(async () => {
    const driver = await borrow({ extension: await buildLab(kind, "tests/browser/lab/contract.ts") });
    page = await driver.open("lab");
    await until(page, () => typeof runNamed === "function");
  });

  describe.each(CONTRACTS)("$what", ({ contract, cases }) => {
    for (const { name } of cases) {
      test(name, async () => expect(await page.evaluate((...named) => runNamed(...named), contract, name)).toBeNull());
    }
  });
}
