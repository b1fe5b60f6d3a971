import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { DeckId } from "../../../../src/core/ids.ts";
import { CancelledError, type JobClient, JobError } from "../../../../src/jobs/client.ts";
import { teachersControl } from "../../../../src/session/options/teachers.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

const files = vi.hoisted(() => ({ offered: [] as string[] }));
vi.mock("../../../../src/platform/own-manifest.ts", () => ({ extensionVersion: () => "1.2.3" }));
vi.mock("../../../../src/platform/files.ts", () => ({
  offerDownload: (_: Blob, name: string) => files.offered.push(name),
}));

const BONE = "bone-hormones" as DeckId;
const exportFile = vi.fn<JobClient["exportFile"]>();
beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  stubPage();
  files.offered = [];
  exportFile.mockReset().mockResolvedValue(new Blob(["x"]));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function saved(kind: "apkg" | "csv") {
  const control = teachersControl({ exportFile });
  control.onBlank(BONE, kind);
  await vi.waitFor(() => expect(control.current().busy).toBe(false), { interval: 1 });
  return control.current().result;
}

describe("a blank deck", () => {
  test.each(["apkg", "csv"] as const)("is offered as %s, under the deck's name", async (kind) => {
    const result = await saved(kind);
    expect(files.offered).toEqual([
      expect.stringMatching(`^osteon-bone-hormones-blank-\\d{4}-\\d\\d-\\d\\d\\.${kind}$`),
    ]);
    expect(result).toEqual({ kind: "exported", fileName: files.offered[0] });
    expect(exportFile.mock.calls[0]?.[0]).toMatchObject({
      deck: BONE,
      format: kind === "csv" ? "blankTable" : "blankAnki",
    });
  });

  test("that cannot be made says why, and one that was stopped says so", async () => {
    exportFile.mockRejectedValueOnce(new JobError({ key: "exchange_silent", arguments: [] }));
    expect(await saved("csv")).toMatchObject({ kind: "failed" });
    exportFile.mockRejectedValueOnce(new Error("what nobody thought of"));
    expect(await saved("csv")).toMatchObject({ kind: "failed" });
    exportFile.mockRejectedValueOnce(new CancelledError());
    expect(await saved("csv")).toEqual({ kind: "stopped" });
    expect(files.offered).toEqual([]);
  });

  test("is made once however often it is asked for meanwhile", async () => {
    const control = teachersControl({ exportFile });
    control.onBlank(BONE, "apkg");
    control.onBlank(BONE, "csv");
    await vi.waitFor(() => expect(control.current().busy).toBe(false), { interval: 1 });
    expect(exportFile).toHaveBeenCalledTimes(1);
  });
});
