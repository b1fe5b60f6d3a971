/** Tasks of 50 ms and more on the main thread of a page, while it and the background have much to do. Chromium only. */
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { beforeScripts } from "../support/driver/inject.ts";
import { type Driver, poll, until } from "../support/driver.ts";
import { chooseSetting } from "../support/settings.ts";
import { answer } from "../support/study.ts";
import { quieted } from "./lab-page.ts";
import type { Samples } from "./measure.ts";

/** From here on the browser calls a task long, in ms. */
const LONG = 50;
const LONGEST_MS = 600_000;
/** Most reviews of a day, so that none of the cards that are graded is a new one. */
const REVIEWS = 400;

declare const chrome: {
  readonly alarms: { readonly create: (name: string, at: { when: number; periodInMinutes: number }) => Promise<void> };
};

interface LongTask {
  readonly ms: number;
  /** Since the navigation began. */
  readonly atMs: number;
}
/** A frame that came late, and what the browser says had kept it. */
interface LateFrame extends LongTask {
  readonly scripts: readonly string[];
}
interface Noted {
  readonly tasks: LongTask[];
  readonly frames: LateFrame[];
}

/** To be called before the page loads. */
export const noteTasks = (page: Page): Promise<void> =>
  beforeScripts(page, () => {
    const noted: Noted = { tasks: [], frames: [] };
    (globalThis as { noted?: Noted }).noted = noted;
    new PerformanceObserver((list) => {
      for (const { duration, startTime } of list.getEntries()) noted.tasks.push({ ms: duration, atMs: startTime });
    }).observe({ type: "longtask", buffered: true });
    interface Script {
      readonly duration: number;
      readonly invoker: string;
      readonly sourceURL: string;
      readonly sourceFunctionName: string;
      readonly forcedStyleAndLayoutDuration: number;
    }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { scripts, startTime, duration } = entry as PerformanceEntry & { readonly scripts: readonly Script[] };
        const told = scripts.map(
          (one) =>
            `${Math.round(one.duration)} ms ${one.invoker} ${one.sourceFunctionName} of ${one.sourceURL.split("/").pop()}, ` +
            `${Math.round(one.forcedStyleAndLayoutDuration)} of it layout`,
        );
        noted.frames.push({ ms: duration, atMs: startTime, scripts: told });
      }
    }).observe({ type: "long-animation-frame", buffered: true });
  });

/** Those of 50 ms and more so far, in ms. What was long is told a little later. */
export async function tasksOf(page: Page): Promise<number[]> {
  const begun = await page.evaluate(() => performance.now());
  await until(page, (from) => performance.now() > from + 3000, begun);
  const { tasks, frames } = await page.evaluate(
    () => (globalThis as { noted?: Noted }).noted ?? { tasks: [], frames: [] },
  );
  for (const { ms, atMs } of tasks) {
    const frame = frames.find((one) => atMs >= one.atMs - 1 && atMs <= one.atMs + one.ms);
    console.error(`a task of ${Math.round(ms)} ms at ${Math.round(atMs)}:`, frame?.scripts ?? "in no late frame");
  }
  return tasks.map(({ ms }) => ms);
}

/** The longest of them against 50 ms, and in words how many there were. */
const against = (what: string, tasks: readonly number[]): Samples => ({
  what: `${what}: ${tasks.length === 0 ? "no task of 50 ms, which is put down as one" : `${tasks.length} tasks of 50 ms or more, the longest`}`,
  ours: [Math.max(LONG, ...tasks)],
  floor: [LONG],
});

/** The background begins to copy all of the log anew, as after the second record was lost, and then checks everything. */
async function beginCare(lab: Page): Promise<void> {
  await lab.evaluate(async () => {
    await caches.delete("second-record");
    await chrome.alarms.create("tick", { when: Date.now(), periodInMinutes: 30 });
  });
}

/** So many cards graded in the popup, while the background copies and checks. */
export async function tasksWhileStudying(driver: Driver, what: string, cards: number): Promise<Samples> {
  await quieted(driver);
  const lab = await driver.open("lab");
  await chooseSetting(lab, "reviewsPerDay", REVIEWS);
  const study = await driver.open("popup", { beforeLoad: noteTasks });
  await beginCare(lab);
  await study.bringToFront();
  for (let i = 0; i < cards; i++) await answer(study, 3);
  return against(what, await tasksOf(study));
}

/** The options opened until all is shown; then a check of all data, and a backup compared with them. */
export async function tasksInOptions(driver: Driver, what: string): Promise<Samples> {
  await quieted(driver);
  const backup = await backupOf(driver);
  const options = await driver.open("options", { beforeLoad: noteTasks });
  const isShown = () => options.evaluate(() => document.querySelector(".health-list") !== null);
  await poll(isShown, "the health of the data", LONGEST_MS);
  console.error("shown");
  await tasksOf(options);
  await options.click('[data-action="check"]');
  const checked = () => options.evaluate(() => document.querySelector("[data-health-result]") !== null);
  await poll(checked, "the result of the check", LONGEST_MS);
  console.error("checked");
  await tasksOf(options);
  const input = await options.$('input[data-action="choose-file"]');
  await (input as unknown as { uploadFile: (path: string) => Promise<void> }).uploadFile(backup);
  const compared = () => options.evaluate(() => document.querySelector(".preview") !== null);
  await poll(compared, "the preview", LONGEST_MS);
  console.error("compared");
  return against(what, await tasksOf(options));
}

/** A backup of all, saved as a user saves it. @returns where it lies */
async function backupOf(driver: Driver): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "osteon-bench-"));
  const session = await driver.browser.target().createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  const page = await driver.open("options");
  await page.waitForSelector('[data-action="export"][aria-disabled="false"]');
  await page.click('[data-action="export"]');
  const saved = async () => readdirSync(folder).find((name) => /\.(json|zip)$/.test(name));
  const name = await poll(saved, "the backup", LONGEST_MS);
  await page.close();
  return join(folder, name);
}
