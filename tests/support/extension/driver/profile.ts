import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "puppeteer-core";
import { temporaryFolder } from "../../temporary-folder.ts";
import { poll } from "./page.ts";
import type { OwnDriver } from "./types.ts";

/** Profiles that this process made and may therefore remove. */
const made = new Set<string>();

export function makeProfile(kind: string): string {
  const path = temporaryFolder(kind);
  made.add(path);
  return path;
}

/** The part of a driver that ends a browser of its own. @param kill SIGKILL to all of its processes */
export function endOf(browser: Browser, profile: string, kill: () => Promise<void>): Pick<OwnDriver, EndOf> {
  return {
    profile,
    kill,
    async close({ keepProfile = false } = {}) {
      // What is thrown away need not be put in order first.
      const isThrownAway = !keepProfile && made.has(profile);
      await (isThrownAway ? kill() : browser.close());
      if (isThrownAway) removeProfile(profile);
    },
  };
}
type EndOf = "profile" | "kill" | "close";

export function removeProfile(profile: string): void {
  made.delete(profile);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

export function emptyFolder(folder: string): void {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Does what is left of a launch; a browser for which that fails is not left running. */
export async function orEnd<Value>(browser: Browser, task: () => Promise<Value>): Promise<Value> {
  try {
    return await task();
  } catch (error) {
    await browser.close();
    throw error;
  }
}

/** SIGKILL to a browser's process group, which holds all of its processes; resolves when none is left. */
export async function killGroup(leader: number): Promise<void> {
  if (process.platform === "win32") {
    const { execFileSync } = await import("node:child_process");
    execFileSync("taskkill", ["/PID", String(leader), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  process.kill(-leader, "SIGKILL");
  await poll(() => !groupLives(leader), `the processes of group ${leader} to end`);
}

function groupLives(leader: number): boolean {
  try {
    process.kill(-leader, 0);
  } catch {
    // ESRCH: no process of the group is left.
    return false;
  }
  return process.platform !== "linux" || !isZombie(leader);
}

/** In a container without an init process dead children stay listed for ever; they hold no file and no lock. */
function isZombie(pid: number): boolean {
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return true;
  }
}

/**
 * Once its browser has ended, puppeteer puts the profile's preferences back in its own time; a browser that is launched
 * on the profile meanwhile would find them gone. See cleanUserDataDir in
 * https://github.com/puppeteer/puppeteer/blob/main/packages/puppeteer-core/src/node/FirefoxLauncher.ts
 */
export const preferencesPutBack = (profile: string): Promise<boolean> =>
  poll(
    () => !["prefs.js", "user.js"].some((name) => existsSync(join(profile, `${name}.puppeteer`))),
    "the preferences to be put back",
  );
