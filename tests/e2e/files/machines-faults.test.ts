/** One folder between two browsers, and what may happen to it and to them: in the end all hold the same, each answer once. */
import { createHash } from "node:crypto";
import { cpSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import { useBrowsers, useLentBrowsers } from "../../support/extension/browsers.ts";
import {
  type Files,
  filesIn,
  press,
  putFiles,
  ready,
  removeFolder,
  withFolder,
} from "../../support/extension/carried.ts";
import { type Driver, type OwnDriver, poll, textOf } from "../../support/extension/driver.ts";
import { openOptions, save } from "../../support/extension/options-files.ts";
import { answer, readStore, reviewsIn } from "../../support/extension/study.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const start = useBrowsers();
const borrow = useLentBrowsers();
const temporary = (): string => temporaryFolder("faults");
const HOURS_AHEAD = 5;
const NEWLINE = 0x0a;
const FROM_NEWER = `segment-000000000000000n-000001-9-${"0".repeat(64)}.osteon2`;

/** The folder as the program that carries it holds it, and the ids of all answers that were ever given. */
let folder: Files = {};
const made = new Set<string>();

async function answers(driver: Driver, count: number): Promise<void> {
  const tab = await driver.newTab();
  for (let i = 0; i < count; i++) await answer(tab, 3);
  for (const { id } of await reviewsIn(tab)) made.add(id);
  await tab.close();
}

const reviews = async (page: Page): Promise<number> => (await reviewsIn(page)).length;

/** Does something, and waits for the sentence that says what became of it. */
async function sentenceAfter(page: Page, work: () => Promise<unknown>): Promise<string> {
  await page.evaluate(() => {
    const said = document.querySelector<HTMLElement>(".machines [role=status]");
    if (said) said.dataset.said = "";
  });
  await work();
  await poll(
    () =>
      page.evaluate(
        () => document.querySelector('.machines[aria-busy="false"] [data-said]:not([data-said=""])') !== null,
      ),
    "the sentence",
  );
  return textOf(page, ".machines [role=status]");
}

const exchange = (page: Page): Promise<string> =>
  sentenceAfter(page, async () => {
    await ready(page, "exchange");
    await press(page, "exchange");
  });

/** The folder comes to a machine as it is now, is exchanged with, and goes on with what the machine wrote. */
async function carried(page: Page): Promise<string> {
  await removeFolder(page);
  await putFiles(page, folder);
  const sentence = await exchange(page);
  folder = await filesIn(page);
  return sentence;
}

/**
 * What a machine put into its folder by itself, as its study pages do, is carried on from now on: a program that put an
 * older state in its place would make the machine take its own files for another's.
 */
async function takeUp(page: Page): Promise<void> {
  // Whoever exchanges holds this lock.
  await page.evaluate(() => navigator.locks.request("folder-exchange", () => {}));
  folder = await filesIn(page);
}

/** Chooses files in the order in which they are given, under whatever names. */
async function takeIn(page: Page, files: Files): Promise<string> {
  const at = temporary();
  const paths = Object.entries(files).map(([name, bytes]) => {
    writeFileSync(join(at, name), new Uint8Array(bytes));
    return join(at, name);
  });
  const input = await poll(() => page.$('input[data-action="take-in"]'), "the file field");
  const { uploadFile } = input as unknown as { uploadFile: (...paths: string[]) => Promise<void> };
  return sentenceAfter(page, () => uploadFile.call(input, ...paths));
}

async function saved(page: Page, action: "save-news" | "save-everything"): Promise<[string, number[]]> {
  const { name, bytes } = await save(page, action);
  return [name, [...bytes]];
}

/** As a program names a copy that it is in doubt about. */
const inDoubt = (name: string, words: string): string => name.replace(/\.gz$/, ` (${words}).gz`);

const deviceOf = async (page: Page): Promise<unknown> =>
  (await readStore<{ key: string; value: unknown }>(page, "local")).find(({ key }) => key === "device")?.value;

/** A hash of all that a learner's memory is. */
async function standing(page: Page): Promise<string> {
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : 1);
  const events = (await readStore<{ id: string }>(page, "events")).sort(byId);
  const states = (await readStore<{ id: string; state: unknown; queue?: unknown }>(page, "states")).sort(byId);
  const all = [
    events.map((event) => Object.entries(event).sort()),
    states.map(({ id, state, queue }) => [id, state, queue]),
    await readStore(page, "days"),
    await readStore(page, "registers"),
  ];
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  return createHash("sha256").update(JSON.stringify(all)).digest("hex");
}

/** Closes a browser, and keeps images of its profile. */
async function imagesOf(driver: OwnDriver, count: number): Promise<string[]> {
  await driver.close({ keepProfile: true });
  return Array.from({ length: count }, () => {
    const image = join(temporary(), "profile");
    cpSync(driver.profile, image, { recursive: true, filter: (path) => !basename(path).startsWith("Singleton") });
    return image;
  });
}

/** Runs in the page: from now on the folder takes nothing; the function that ends it is kept there. */
function refuseWrites(how: string): void {
  const refused = (name: string) => () => Promise.reject(new DOMException(name, name));
  const prototype: object =
    how === "readOnly" ? FileSystemFileHandle.prototype : FileSystemWritableFileStream.prototype;
  const method = how === "readOnly" ? "createWritable" : "write";
  const before = Object.getOwnPropertyDescriptor(prototype, method);
  const error = how === "readOnly" ? "NoModificationAllowedError" : "QuotaExceededError";
  Object.defineProperty(prototype, method, { ...before, value: refused(error) });
  Object.assign(globalThis, { allowWrites: () => before && Object.defineProperty(prototype, method, before) });
}
const allowWrites = (page: Page): Promise<void> =>
  page.evaluate(() => {
    // What it returns is of no use here, and cannot leave the page.
    (globalThis as unknown as { allowWrites: () => unknown }).allowWrites();
  });

test("whatever happens to a folder between Chromium and Firefox, nothing is lost and nothing counts twice", async () => {
  // Tried a second time, it begins anew.
  made.clear();
  folder = {};
  let one = await start("chromium");
  await answers(one, 2);
  let onOne = await withFolder(one);
  await ready(onOne, "choose-folder");
  await sentenceAfter(onOne, () => press(onOne, "choose-folder"));
  folder = await filesIn(onOne);

  // A machine whose clock is hours ahead, and that begins with the same card.
  const two = await borrow("firefox");
  await two.clock.set(Date.now() + HOURS_AHEAD * 3_600_000);
  const onTwo = await openOptions(two);
  await answers(two, 1);
  const [firstName, first] = await saved(onTwo, "save-everything");
  // Else the later one would hold what is in the first as well.
  await ready(onTwo, "files-arrived");
  await sentenceAfter(onTwo, () => press(onTwo, "files-arrived"));
  await answers(two, 1);
  const [laterName, later] = await saved(onTwo, "save-news");
  expect(made.size).toBe(4);

  // Half-written, then cut, then whole; the later file before the one that came first, which comes twice and renamed.
  for (const bytes of [[], later.slice(0, -7)]) {
    folder[laterName] = bytes;
    await carried(onOne);
    expect(await textOf(onOne, ".machines")).toMatch(/could not be read/);
    expect(await reviews(onOne)).toBe(2);
  }
  folder[laterName] = later;
  expect(await carried(onOne)).toMatch(/came in/);
  expect(await reviews(onOne)).toBe(3);
  folder[inDoubt(firstName, "conflicted copy 2026-11-26")] = first;
  folder[inDoubt(firstName, "1")] = first;
  expect(await carried(onOne)).toMatch(/came in/);
  expect(await reviews(onOne)).toBe(4);
  expect(await carried(onOne)).toMatch(/Nothing new/);

  // From a newer version: told of, and left as it is.
  folder[FROM_NEWER] = [1, 2, 3];
  await carried(onOne);
  expect(await textOf(onOne, ".machines")).toMatch(/newer Osteon/);
  expect(folder[FROM_NEWER]).toEqual([1, 2, 3]);

  // The other way: one of them cut, nothing comes in; then all of them, twice and renamed.
  const given = Object.entries(folder).filter(([name]) => name.endsWith(".gz"));
  const [cutName, cutBytes] = given.find(([name]) => name.startsWith("journal-") && !name.includes("(")) ?? ["", []];
  expect(await takeIn(onTwo, { ...Object.fromEntries(given), [cutName]: cutBytes.slice(0, -9) })).toMatch(/not whole/);
  expect(await takeIn(onTwo, { [FROM_NEWER]: [1, 2, 3] })).toMatch(/newer/);
  expect(await reviews(onTwo)).toBe(2);
  const twice = given.toReversed().flatMap(([name, bytes]) => [
    [inDoubt(name, "2"), bytes],
    [name, bytes],
  ]);
  expect(await takeIn(onTwo, Object.fromEntries(twice))).toMatch(/came in/);
  expect(await reviews(onTwo)).toBe(4);

  // The folder is gone, may not be written, is full: each is said, and no half of a file stays.
  await answers(one, 1);
  await takeUp(onOne);
  await removeFolder(onOne);
  expect(await exchange(onOne)).toMatch(/folder is not there/);
  await putFiles(onOne, folder);
  await onOne.evaluate(refuseWrites, "readOnly");
  expect(await exchange(onOne)).toMatch(/can be read and not written/);
  await allowWrites(onOne);
  await onOne.evaluate(refuseWrites, "full");
  expect(await exchange(onOne)).toMatch(/may be full/);
  await allowWrites(onOne);
  // Another page of this machine may give its answer beside this one, and its file is empty until it is closed.
  const left = await poll(async () => {
    const files = await filesIn(onOne);
    for (const [name, bytes] of Object.entries(files))
      if (name.endsWith(".gz") && gunzipSync(new Uint8Array(bytes)).at(-1) !== NEWLINE)
        throw new Error(`half of ${name}`);
    return files;
  }, "whole files alone in the folder");
  expect(Object.keys(left)).toEqual(expect.arrayContaining(Object.keys(folder)));
  await carried(onOne);

  // A copied profile becomes another machine, which writes under the same id until it finds the other one's token.
  const [copy = "", old = ""] = await imagesOf(one, 2);
  one = await start("chromium", { profile: one.profile });
  await answers(one, 1);
  onOne = await withFolder(one);
  await takeUp(onOne);
  await carried(onOne);
  const three = await start("chromium", { profile: copy });
  await answers(three, 1);
  const onThree = await withFolder(three);
  const before = await deviceOf(onThree);
  expect(before).toBe(await deviceOf(onOne));
  await carried(onThree);
  expect(await deviceOf(onThree)).not.toBe(before);
  await carried(onOne);
  expect(await deviceOf(onOne)).toBe(before);
  expect([await reviews(onOne), await reviews(onThree), made.size]).toEqual([7, 7, 7]);
  const whole = await standing(onOne);

  // And an old image of the first one is put back in its place.
  await one.close();
  const back = await start("chromium", { profile: old });
  const onBack = await withFolder(back);
  expect(await reviews(onBack)).toBe(5);
  await carried(onBack);
  for (const page of [onThree, onBack]) await carried(page);
  const plain = Object.entries(folder).filter(([name]) => name.endsWith(".gz"));
  await takeIn(onTwo, Object.fromEntries(plain));
  for (const page of [onTwo, onThree, onBack]) {
    expect(new Set((await reviewsIn(page)).map(({ id }) => id))).toEqual(made);
    expect(await standing(page)).toBe(whole);
  }
  expect(folder[FROM_NEWER]).toEqual([1, 2, 3]);
}, 300_000);
