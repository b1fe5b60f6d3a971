import "fake-indexeddb/auto";
import { describe, test } from "vitest";
import { runCase } from "../../support/db-contract.ts";
import { REPAIR_CASES } from "../../support/repair-contract.ts";

describe("self-check and repair, on fake-indexeddb", () => {
  for (const one of REPAIR_CASES) test(one.name, () => runCase(one));
});
