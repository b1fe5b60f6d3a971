import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBrowser } from "../../../scripts/browsers.mjs";
import { poll } from "../extension/driver/page.ts";
import { makeUsedProfile } from "../extension/driver/used-profile.ts";

/**
 * Before all browser tests: both browsers are there and the extension is built, as it is shipped. After them: every
 * profile is removed, also those of browsers that were killed.
 */
export default async function setup(): Promise<() => Promise<void>> {
  // Each project of a run asks for it.
  if (process.env.OSTEON_PROFILES !== undefined) return async () => {};
  ensureBrowser("chromium");
  ensureBrowser("firefox");
  // scripts/test.mjs has built already.
  if (process.env.OSTEON_BUILT === undefined) {
    execFileSync(process.execPath, ["build.mjs"], {
      cwd: fileURLToPath(new URL("../../../", import.meta.url)),
      stdio: "inherit",
    });
  }
  const profiles = mkdtempSync(join(inMemory() ?? tmpdir(), "osteon-profiles-"));
  // The test workers inherit it.
  process.env.OSTEON_PROFILES = profiles;
  await makeUsedProfile(profiles);
  // A browser that is being ended may still write, and what it adds to a folder that was read already is tried again by none
  // of rmSync's own retries.
  return async () => {
    await poll(() => {
      rmSync(profiles, { recursive: true, force: true });
      return true;
    }, "the profiles of browsers to be removed");
  };
}

/** More than all profiles of a run hold at once. */
const ROOM_BYTES = 4e9;

/**
 * Where Linux keeps files in memory, if there is room: a grade waits for the disk, and tests have no need that it outlives
 * the machine. What is written there outlives a browser that is killed as it does on a disk.
 */
function inMemory(): string | null {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return bavail * bsize > ROOM_BYTES ? "/dev/shm" : null;
  } catch {
    return null;
  }
}
