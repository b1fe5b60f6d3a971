import "fake-indexeddb/auto";
import { describe, test } from "vitest";
import { CASES, runCase } from "../../contracts/db.ts";

describe("the database contract, on fake-indexeddb", () => {
  for (const one of CASES) test(one.name, () => runCase(one));
});
