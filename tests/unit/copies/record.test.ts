import "fake-indexeddb/auto";
import { beforeEach, describe, test, vi } from "vitest";
import { RECORD_CASES } from "../../contracts/record.ts";
import { memoryFiles } from "../../support/places/memory-files.ts";
import { runRecordCase } from "../../support/places/record-steps.ts";

// Torn files are what these cases are about; that they are reported need not be read each time.
beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());

describe("the second record, in memory beside fake-indexeddb", () => {
  for (const one of RECORD_CASES) test(one.name, () => runRecordCase(one, memoryFiles()));
});
