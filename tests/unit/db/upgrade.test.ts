import "fake-indexeddb/auto";
import { beforeEach, describe, test, vi } from "vitest";
import { memoryFiles } from "../../support/memory-files.ts";
import { runRecordCase } from "../../support/record-contract.ts";
import { UPGRADE_CASES } from "../../support/upgrade-contract.ts";

beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());

describe("migrations, on fake-indexeddb", () => {
  for (const one of UPGRADE_CASES) test(one.name, () => runRecordCase(one, memoryFiles()));
});
