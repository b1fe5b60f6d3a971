/** A disk that runs full while a page grades: each grade is there as a whole or not at all, and a sentence says so. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, expect, test } from "vitest";
import { useBrowsers } from "../support/extension/browsers.ts";
import { KINDS, type Kind, poll, until } from "../support/extension/driver.ts";
import { gradedBy, startGrading } from "../support/extension/grader.ts";
import { answer, reachCard } from "../support/extension/study.ts";
import { expectWhole, waitUntilRecorded } from "./inspect.ts";

const launch = useBrowsers();

const mounts: string[] = [];
afterAll(() => {
  for (const path of mounts) {
    asRoot("umount", "-l", path);
    rmdirSync(path);
  }
});

function asRoot(command: string, ...args: string[]): void {
  const isRoot = process.getuid?.() === 0;
  execFileSync(isRoot ? command : "sudo", isRoot ? args : ["-n", command, ...args], { stdio: "ignore" });
}

/** A small disk in memory, or null where this user may not mount one. */
function smallDisk(): string | null {
  if (process.platform !== "linux") return null;
  const path = mkdtempSync(join(tmpdir(), "osteon-disk-"));
  try {
    asRoot("mount", "-t", "tmpfs", "-o", "size=250m,mode=777", "tmpfs", path);
  } catch {
    // Neither root nor sudo: the test below is shown as skipped.
    rmSync(path, { recursive: true });
    return null;
  }
  mounts.push(path);
  return path;
}

const disks = new Map<Kind, string | null>(KINDS.map((kind) => [kind, smallDisk()]));

let files = 0;

/** Uses up what is left, down to the last block. */
function fill(disk: string): void {
  for (let size = 1 << 22; size >= 4096; ) {
    try {
      const { bavail, bsize } = statfsSync(disk);
      if (bavail === 0) return;
      writeFileSync(join(disk, `full-${files++}`), Buffer.alloc(Math.min(size, bavail * bsize)));
    } catch {
      // No space for this much: what was written stays, and less is tried.
      size /= 2;
    }
  }
}

function free(disk: string): void {
  execFileSync("find", [disk, "-maxdepth", "1", "-name", "full-*", "-delete"]);
}

const trouble = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector(".trouble-message")?.textContent ?? "");

for (const kind of KINDS) {
  const disk = disks.get(kind) ?? null;
  test.skipIf(disk === null)(`in ${kind}`, async () => {
    if (disk === null) throw new Error("there is no small disk");
    const driver = await launch(kind, { profile: disk });
    const page = await driver.open("popup");
    await answer(page, 1);
    await waitUntilRecorded(page);
    await startGrading(page, 1);
    await poll(async () => (await gradedBy(page)).cards.length > 3, "some grades");
    const sentence = await poll(
      () => {
        // A browser in need may delete a log of its own, and would have room again.
        fill(disk);
        return trouble(page);
      },
      "a sentence about the trouble",
      60_000,
    );
    expect(sentence).toMatch(/disk is full/);
    const shown = (await gradedBy(page)).cards.length;
    free(disk);

    await page.reload({ waitUntil: [] });
    await until(page, () => document.querySelector("[data-card], [data-notice]") !== null);
    const after = await expectWhole(page);
    expect(after.filter((event) => event.kind === "review").length).toBeGreaterThanOrEqual(shown + 1);
    await reachCard(page);
    await answer(page, 1);
    await waitUntilRecorded(page);
    await expectWhole(page);
    await driver.close({ keepProfile: true });
  });
}
