import "fake-indexeddb/auto";
import { beforeEach, describe, test, vi } from "vitest";
import { UPGRADE_CASES } from "../../contracts/upgrade.ts";
import { memoryFiles } from "../../support/places/memory-files.ts";
import { runRecordCase } from "../../support/places/record-steps.ts";

beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());

describe("migrations, on fake-indexeddb", () => {
  for (const one of UPGRADE_CASES) test(one.name, () => runRecordCase(one, memoryFiles()));
});
