/** The progress page, whose connection the browser closes while it is still being opened. */
import { afterEach, expect, test, vi } from "vitest";
import { type ProgressView, startProgress } from "../../../../src/session/progress/open.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { forceClose } from "../../../support/database/force-close.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { until, useStudyPage } from "../../../support/session/study-page.ts";

const asked = vi.hoisted(() => vi.fn());
vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: asked }));
let db: Database;
useStudyPage((opened) => {
  ({ db } = opened);
  vi.stubGlobal("Worker", class {});
});
afterEach(() => vi.restoreAllMocks());

test("what the first opening comes to later is not drawn over the one that took its place", async () => {
  let find = (): void => {};
  asked.mockImplementationOnce(
    () =>
      new Promise<MemoryFiles>((resolve) => {
        find = () => resolve(memoryFiles());
      }),
  );
  asked.mockImplementation(async () => memoryFiles());
  const live = startProgress();
  await until(() => asked.mock.calls.length === 1);
  await forceClose(db);
  await until(() => live.current().kind === "open");
  const drawn: ProgressView[] = [];
  live.subscribe(() => drawn.push(live.current()));
  find();
  await until(() => vi.mocked(console.error).mock.calls.length > 0);
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(drawn).toEqual([]);
});
