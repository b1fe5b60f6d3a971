/** Two devices that share a folder, in which the first has written already. */
import { afterEach, beforeEach, vi } from "vitest";
import { NOW } from "../database/db-steps.ts";
import { answerOn, exchangeOn, makeDevice, sharedFolder, type TestDevice } from "./devices.ts";
import type { MemoryFiles } from "./memory-files.ts";

export interface TwoDevices {
  readonly folder: MemoryFiles;
  /** Has answered, and written it into the folder. */
  readonly a: TestDevice;
  /** Has not looked at the folder yet. */
  readonly b: TestDevice;
}

/**
 * To be called once, at the top of a test file.
 * @param answers so many were given on the first device
 * @param begin gets them before each test
 */
export function useTwoDevices(answers: number, begin: (opened: TwoDevices) => void): void {
  let devices: readonly TestDevice[] = [];
  beforeEach(async () => {
    vi.spyOn(console, "error").mockReturnValue();
    const folder = sharedFolder();
    const [a, b] = [await makeDevice(folder), await makeDevice(folder)];
    devices = [a, b];
    for (let i = 0; i < answers; i++) await answerOn(a, i, NOW + i);
    await exchangeOn(a, folder);
    begin({ folder, a, b });
  });
  afterEach(() => {
    for (const { db } of devices) db.close();
    vi.restoreAllMocks();
  });
}
