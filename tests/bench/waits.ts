/** How long a grade waits while the worker of jobs or the background is at work: each job on a copy of a filled profile. */
import type { Page } from "puppeteer-core";
import { beforeScripts } from "../support/extension/driver/inject.ts";
import { type Driver, type Kind, poll, until } from "../support/extension/driver.ts";
import { reachCard } from "../support/extension/study.ts";
import { addLabPage, copyOfExtension } from "./extension.ts";
import { extensionWithLab, filledProfile, onCopy } from "./filled.ts";
import { usual } from "./filling.ts";
import { rest } from "./first-card.ts";
import type { Done, Job } from "./lab/jobs.ts";
import { quantile, tenths } from "./measure.ts";
import { giveNameHelper } from "./name-helper.ts";

declare const prepare: () => Promise<void>;
declare const begin: (job: Job) => void;

const LONG_MS = 1_200_000;
/** Between a card that is drawn and the key that turns it. */
const PAUSE_MS = 50;
/** From here on a browser calls a task long, and a grade is late. */
const [LONG_TASK_MS, LATE_MS] = [50, 100];

interface Grading {
  /** When each grade's key was pressed, Unix time, and how long it took until the next card was drawn, in ms. */
  grades?: [atMs: number, ms: number][];
  goesOn?: boolean;
  /** The tasks of the page's thread that took {@link LONG_TASK_MS} and more, in the same way. */
  tasks?: [atMs: number, ms: number][];
}

export interface Waits {
  readonly job: Job;
  readonly cards: number;
  readonly seconds: number;
  readonly grades: number;
  readonly median: number;
  readonly longest: number;
  /** How many took more than 100 ms. */
  readonly late: number;
  /** Of the thread of the page, which all pages share in Firefox: how many there were, and the longest. */
  readonly longTasks: number;
  readonly longestTask: number;
  /** Of those that were given before the job began. */
  readonly quiet: number;
}

export async function gradeWaits(
  kind: Kind,
  { cards, jobs, profiles }: { readonly cards: number; readonly jobs: readonly Job[]; readonly profiles: string },
): Promise<Waits[]> {
  const { path } = await filledProfile(kind, await extensionWithLab(kind), profiles, usual(cards));
  const extension = copyOfExtension(kind);
  await addLabPage(extension, "jobs");
  const found: Waits[] = [];
  for (const job of jobs)
    found.push({ job, cards, ...(await onCopy(kind, extension, path, (one) => besides(one, job))) });
  return found;
}

async function besides(driver: Driver, job: Job): Promise<Omit<Waits, "job" | "cards">> {
  await driver.background.stop();
  const lab = await driver.open("jobs");
  await until(lab, () => typeof begin === "function");
  await lab.evaluate(() => prepare());
  const page = await driver.open("popup", { beforeLoad: (one) => beforeScripts(one, watchThread, LONG_TASK_MS) });
  await reachCard(page);
  await page.bringToFront();
  await giveNameHelper(page);
  await rest();
  await page.evaluate(gradeOn, PAUSE_MS);
  await rest();
  await lab.evaluate((one) => begin(one), job);
  const { begun, ended, failed } = await poll(() => doneIn(lab), job, LONG_MS);
  if (failed !== null) throw new Error(`${job} failed: ${failed}`);
  const { grades, tasks } = await page.evaluate(() => {
    const scope = globalThis as Grading;
    scope.goesOn = false;
    return { grades: scope.grades ?? [], tasks: scope.tasks ?? [] };
  });
  const during = (all: readonly (readonly [number, number])[]): number[] =>
    all.filter(([atMs, ms]) => atMs + ms >= begun && atMs <= ended).map(([, ms]) => ms);
  const meanwhile = during(grades);
  const long = during(tasks);
  const before = grades.filter(([atMs, ms]) => atMs + ms < begun).map(([, ms]) => ms);
  return {
    seconds: tenths((ended - begun) / 1000),
    grades: meanwhile.length,
    median: Math.round(quantile(meanwhile, 0.5)),
    longest: Math.round(quantile(meanwhile, 1)),
    late: meanwhile.filter((ms) => ms > LATE_MS).length,
    longTasks: long.length,
    longestTask: Math.round(Math.max(0, ...long)),
    quiet: Math.round(quantile(before, 0.5)),
  };
}

const doneIn = (lab: Page): Promise<Done | undefined> =>
  lab.evaluate(() => (globalThis as { done?: Done | undefined }).done);

/** Runs in the page: a message to itself, again and again; what comes between two of them is one task, in every browser. */
function watchThread(longMs: number): void {
  const tasks: [number, number][] = [];
  (globalThis as Grading).tasks = tasks;
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  port1.onmessage = () => {
    const now = performance.now();
    if (now - last >= longMs) tasks.push([performance.timeOrigin + last, now - last]);
    last = now;
    setTimeout(() => port2.postMessage(null), 4);
  };
  port2.postMessage(null);
}

/** Runs in the page, so it refers to nothing outside itself: turns and grades one card after the other until it is stopped. */
function gradeOn(pauseMs: number): void {
  const scope = globalThis as Grading;
  const grades: [number, number][] = [];
  scope.grades = grades;
  scope.goesOn = true;
  const frame = (): Promise<void> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    });
  const changed = (ready: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      if (ready()) return resolve();
      const observer = new MutationObserver(() => {
        if (!ready()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(document, { childList: true, subtree: true, attributes: true });
    });
  const press = (key: string) =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const card = (): string => document.querySelector("[data-card]")?.getAttribute("data-card") ?? "";
  const revealed = (): boolean => document.querySelector("[data-rating]") !== null;
  const gradeOne = async (): Promise<void> => {
    // Terms are shown before some cards; they are passed over.
    while (card() === "") {
      press(" ");
      await frame();
    }
    press(" ");
    await changed(revealed);
    await frame();
    const graded = card();
    const begun = performance.now();
    press("4");
    await changed(() => !revealed() && (card() !== graded || document.querySelector("[data-notice]") !== null));
    await frame();
    grades.push([performance.timeOrigin + begun, performance.now() - begun]);
    setTimeout(goOn, pauseMs);
  };
  const goOn = (): void => {
    if (scope.goesOn) void gradeOne();
  };
  goOn();
}
