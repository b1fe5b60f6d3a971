/**
 * A first taking in from a shared folder in the built extension, on the options page, while somebody studies on another one:
 * how long it takes, what it keeps waiting, what stopping it leaves, and what a later one reads.
 */
import type { Page } from "puppeteer-core";
import { beforeScripts } from "../support/extension/driver/inject.ts";
import { type Driver, launch, poll, textOf, until } from "../support/extension/driver.ts";
import { chooseSetting } from "../support/extension/settings.ts";
import { answer, reachCard } from "../support/extension/study.ts";
import { addLabPage, buildExtension, copyOfExtension } from "./extension.ts";
import { longest, watchTasks } from "./look.ts";
import { quantile, tenths } from "./measure.ts";

declare const fillFolder: (events: number, cards: number) => Promise<void>;
declare const addToFolder: (from: number, count: number, cards: number) => Promise<void>;
declare const standing: () => Promise<{ readonly events: number; readonly notFolded: number }>;

const LONG_MS = 1_200_000;
/** Each card has fifty reviews in the end. */
const REVIEWS_EACH = 50;
const NEWS = 100;
const GRADES = 20;

interface Read {
  readonly files: number;
  readonly bytes: number;
}

export interface TakingInBrowser {
  /** Until it was stopped, and then until all was there and given; together the first taking in. */
  readonly untilStoppedSeconds: number;
  readonly restSeconds: number;
  /** From the press on Stop until the page says that it was. */
  readonly stopMs: number;
  readonly whenStopped: { readonly events: number; readonly notFolded: number };
  readonly read: { readonly untilStopped: Read; readonly rest: Read };
  readonly longestTaskMs: { readonly untilStopped: number; readonly rest: number };
  /** From the key to the next card, while events come in and with nothing else going on. */
  readonly gradeMs: { readonly during: Spread; readonly quiet: Spread };
  /** A hundred events more of the other device: how long it takes, and what is read. */
  readonly later: Read & { readonly ms: number; readonly longestTaskMs: number };
  readonly inTheEnd: { readonly events: number; readonly notFolded: number };
}

interface Spread {
  readonly count: number;
  readonly median: number;
  readonly longest: number;
}

const spread = (times: readonly number[]): Spread => ({
  count: times.length,
  median: tenths(quantile(times, 0.5)),
  longest: tenths(quantile(times, 1)),
});

export async function takingInBrowser(events: number): Promise<TakingInBrowser> {
  buildExtension();
  const extension = copyOfExtension("chromium");
  await addLabPage(extension, "lab", "folder.ts");
  const driver = await launch("chromium", { extension });
  try {
    return await measure(driver, events, Math.max(100, Math.round(events / REVIEWS_EACH)));
  } finally {
    await driver.close();
  }
}

async function measure(driver: Driver, events: number, cards: number): Promise<TakingInBrowser> {
  const step = (what: string): void => console.error(`${Math.round(performance.now() / 1000)} s: ${what}`);
  const study = await driver.open("popup");
  await answer(study, 4);
  step("the folder is filled");
  const lab = await driver.open("lab");
  await until(lab, () => typeof fillFolder === "function");
  await inPage(lab, (count, of) => fillFolder(count, of), events, cards);
  step("the options are opened");
  const options = await driver.open("options", {
    beforeLoad: async (page) => {
      await beforeScripts(page, inOwnFolder);
      await watchTasks(page);
    },
  });
  await chooseSetting(options, "newPerDay", 200);
  await until(options, () => document.querySelector('[data-action="choose-folder"][aria-disabled="false"]') !== null);
  step("somebody studies");
  await study.bringToFront();
  await reachCard(study);
  const quiet = await grades(study, GRADES);

  step("the folder is chosen");
  await readSince(options);
  await longest(options);
  const begun = performance.now();
  await press(options, "choose-folder");
  const during: number[] = [];
  for (let i = 0; i < GRADES; i++) {
    during.push(...(await grades(study, 1)));
    step(`${await counted(options)} events, a grade in ${Math.round(during.at(-1) ?? 0)} ms`);
    if ((await counted(options)) > events / 2) break;
  }
  step("half of the events are waited for");
  // Half of the events are in.
  await poll(
    async () => (await counted(options)) > events / 2 || (await isIdle(options)),
    "half of the events",
    LONG_MS,
  );
  step("it is stopped");
  const stopping = performance.now();
  await press(options, "stop-exchange");
  await said(options);
  const [stopMs, untilStoppedSeconds] = [performance.now() - stopping, (performance.now() - begun) / 1000];
  const untilStopped = await readSince(options);
  const firstTask = (await longest(options)).ms;
  const whenStopped = await inPage(lab, () => standing());

  step("it goes on");
  step(JSON.stringify({ untilStoppedSeconds, stopMs, whenStopped, untilStopped, firstTask }));
  const again = performance.now();
  await press(options, "exchange");
  during.push(...(await grades(study, GRADES)));
  await said(options);
  const restSeconds = (performance.now() - again) / 1000;
  const rest = await readSince(options);
  const secondTask = (await longest(options)).ms;

  step("a hundred events more");
  await inPage(lab, (from, count, of) => addToFolder(from, count, of), events, NEWS, cards);
  step(JSON.stringify({ restSeconds, rest, secondTask, during: spread(during) }));
  const news = performance.now();
  await press(options, "exchange");
  await said(options);
  const later = { ms: Math.round(performance.now() - news), ...(await readSince(options)) };
  const laterTask = (await longest(options)).ms;
  return {
    ...{
      untilStoppedSeconds: tenths(untilStoppedSeconds),
      restSeconds: tenths(restSeconds),
      stopMs: Math.round(stopMs),
    },
    ...{ whenStopped, read: { untilStopped, rest }, longestTaskMs: { untilStopped: firstTask, rest: secondTask } },
    gradeMs: { during: spread(during), quiet: spread(quiet) },
    later: { ...later, longestTaskMs: laterTask },
    inTheEnd: await inPage(lab, () => standing()),
  };
}

/** Not awaited in the page: it may take longer than a driver waits for one answer. */
async function inPage<Args extends readonly unknown[], R>(
  page: Page,
  work: (...args: Args) => Promise<R>,
  ...args: Args
): Promise<R> {
  await page.evaluate(`globalThis.asked = {}; (${work})(${args.join(", ")}).then(
    (value) => { asked.value = { is: value }; }, (error) => { asked.failed = String(error); })`);
  const asked = (): Promise<{ value?: { is: R }; failed?: string }> =>
    page.evaluate("asked") as Promise<{ value?: { is: R }; failed?: string }>;
  const done = await poll(
    async () => {
      const now = await asked();
      return now.value || now.failed !== undefined ? now : null;
    },
    "the lab",
    LONG_MS,
  );
  if (!done.value) throw new Error(`the lab failed: ${done.failed}`);
  return done.value.is;
}

interface Counting {
  read: { files: number; bytes: number };
}

/** A folder of the extension's own file system stands in for the one that the user would choose; what is read is counted. */
function inOwnFolder(): void {
  const scope = globalThis as unknown as Counting & { showDirectoryPicker: () => Promise<FileSystemDirectoryHandle> };
  scope.showDirectoryPicker = async () =>
    (await navigator.storage.getDirectory()).getDirectoryHandle("shared", { create: true });
  scope.read = { files: 0, bytes: 0 };
  const getFile = FileSystemFileHandle.prototype.getFile;
  FileSystemFileHandle.prototype.getFile = async function counted(): Promise<File> {
    const file = await getFile.call(this);
    scope.read.files++;
    scope.read.bytes += file.size;
    return file;
  };
}

/** What was read since the last time, of others' files and of its own that it had just written. */
const readSince = (page: Page): Promise<Read> =>
  page.evaluate(() => {
    const scope = globalThis as unknown as Counting;
    const { read } = scope;
    scope.read = { files: 0, bytes: 0 };
    return read;
  });

const press = (page: Page, action: string): Promise<void> =>
  page.evaluate((name) => {
    const said = document.querySelector<HTMLElement>(".machines [role=status]");
    if (said && name !== "stop-exchange") said.dataset.said = "";
    document.querySelector<HTMLElement>(`[data-action="${name}"]`)?.click();
  }, action);

/** Events that have come in, as the page says while it takes them in. */
async function counted(page: Page): Promise<number> {
  const text = await page.evaluate(() => document.querySelector(".machines progress + span")?.textContent ?? "");
  return Number(text.replace(/\D/g, ""));
}

const isIdle = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.querySelector('.machines[aria-busy="false"]') !== null);

/** Waits until nothing goes on any more. */
async function said(page: Page): Promise<void> {
  await poll(
    () =>
      page.evaluate(
        () => document.querySelector('.machines[aria-busy="false"] [data-said]:not([data-said=""])') !== null,
      ),
    "the exchange to end",
    LONG_MS,
  );
  const failed = await page.$('.machines [data-said="failed"]');
  if (failed) throw new Error(await textOf(page, ".machines [role=status]"));
}

/** Answers so many cards of a study page. @returns ms from each key to the next card */
async function grades(page: Page, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    await reachCard(page);
    const time = await page.evaluate(gradeOne);
    // There may be no card left for today.
    if (typeof time === "string") {
      console.error(`no card could be answered; the page shows: ${time}`);
      break;
    }
    times.push(time);
  }
  return times;
}

/** Runs in the page, so it refers to nothing outside itself. @returns what the page shows where it does not go on */
async function gradeOne(): Promise<number | string> {
  const end = performance.now() + 10_000;
  const changed = (ready: () => boolean): Promise<boolean> =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (ready()) done(true);
      });
      const late = setTimeout(() => done(false), end - performance.now());
      const done = (is: boolean): void => {
        observer.disconnect();
        clearTimeout(late);
        resolve(is);
      };
      observer.observe(document, { childList: true, subtree: true, attributes: true });
      if (ready()) done(true);
    });
  const press = (key: string) =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const card = (): string => document.querySelector("[data-card]")?.getAttribute("data-card") ?? "";
  const revealed = (): boolean => document.querySelector("[data-rating]") !== null;
  while (!revealed() && performance.now() < end) {
    press(" ");
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const graded = card();
  const begun = performance.now();
  press("4");
  const isNext = await changed(
    () => !revealed() && (card() !== graded || document.querySelector("[data-notice]") !== null),
  );
  return isNext ? performance.now() - begun : document.body.textContent.slice(0, 300);
}
