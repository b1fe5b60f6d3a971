import "fake-indexeddb/auto";
import { beforeEach, describe, test, vi } from "vitest";
import { SHARED_CASES } from "../../../contracts/shared.ts";
import { memoryFiles } from "../../../support/places/memory-files.ts";
import { runRecordCase } from "../../../support/places/record-steps.ts";

// One case tears a file: that this is reported need not be read each time.
beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());

describe("a place where several devices write, in memory beside fake-indexeddb", () => {
  for (const one of SHARED_CASES) test(one.name, () => runRecordCase(one, memoryFiles("shared")));
});
