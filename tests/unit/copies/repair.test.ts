import "fake-indexeddb/auto";
import { describe, test } from "vitest";
import { runCase } from "../../contracts/db.ts";
import { REPAIR_CASES } from "../../contracts/repair.ts";

describe("self-check and repair, on fake-indexeddb", () => {
  for (const one of REPAIR_CASES) test(one.name, () => runCase(one));
});
