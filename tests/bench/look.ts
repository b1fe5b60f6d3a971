/** The progress page: how long a ring takes, how the slider of time runs with the whole deck, and what a long log does. */
import type { Page } from "puppeteer-core";
import { beforeScripts } from "../support/extension/driver/inject.ts";
import { type Driver, type Kind, poll, until } from "../support/extension/driver.ts";
import { ringStands } from "../support/extension/opening.ts";
import { seedStudy } from "../support/extension/seed-study.ts";
import { reachCard } from "../support/extension/study.ts";
import { switchAllOn } from "./chapters.ts";
import { addLabPage, copyOfExtension } from "./extension.ts";
import { quantile, tenths } from "./measure.ts";
import { giveNameHelper } from "./name-helper.ts";

const STEPS = 300;
const ROUNDS = 60;

declare const drawRings: (rounds: number) => RingTimes;

export interface RingTimes {
  readonly facts: number;
  /** A ring drawn where there was none, with the style and the layout of it. */
  readonly newMs: { readonly median: number; readonly longest: number };
  /** The same ring with other recalls. */
  readonly againMs: { readonly median: number; readonly longest: number };
}

/** Draws on the page that `extensionWithRings` adds. */
export async function ringTimes(driver: Driver): Promise<RingTimes> {
  const page = await driver.open("rings");
  await until(page, () => typeof drawRings === "function");
  return page.evaluate((rounds) => drawRings(rounds), ROUNDS);
}

/** The built extension with one more page that draws rings. */
export async function extensionWithRings(kind: Kind): Promise<string> {
  const folder = copyOfExtension(kind);
  await addLabPage(folder, "rings", "rings.tsx", "../progress/main.css");
  return folder;
}

export interface SliderTimes {
  /** Facts of the deck, every chapter switched on. */
  readonly facts: number;
  /** Between two frames while the slider is moved by one day in each. */
  readonly frameMs: { readonly median: number; readonly late: number; readonly longest: number };
  /** From a move of the slider until ring, head line and chapters have been drawn anew, the layout included. */
  readonly stepMs: { readonly median: number; readonly longest: number };
}

/** @param driver a browser with a new profile */
export async function sliderTimes(driver: Driver): Promise<SliderTimes> {
  const tab = await driver.newTab();
  await reachCard(tab);
  await switchAllOn(driver);
  await seedStudy(tab, { days: 120, nowMs: Date.now() });
  await tab.close();
  const page = await driver.open("progress");
  await ringStands(page);
  await page.click("[data-action='look-back']");
  await until(page, () => document.querySelector("[name=day]") !== null);
  await giveNameHelper(page);
  const { facts, frames, works } = await page.evaluate(slide, STEPS);
  const at = (sample: readonly number[], part: number): number => tenths(quantile(sample, part));
  return {
    facts,
    frameMs: { median: at(frames, 0.5), late: at(frames, 0.95), longest: at(frames, 1) },
    stepMs: { median: at(works, 0.5), longest: at(works, 1) },
  };
}

/** What the moves of the slider took, in ms. It runs in the page. */
interface Slid {
  readonly facts: number;
  readonly frames: number[];
  readonly works: number[];
}

async function slide(steps: number): Promise<Slid> {
  const slider = document.querySelector<HTMLInputElement>("[name=day]");
  if (!slider) throw new Error("there is no slider");
  const [from, to] = [Number(slider.min), Number(slider.max)];
  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const frames: number[] = [];
  const works: number[] = [];
  let last = await nextFrame();
  for (let step = 0; step < steps; step++) {
    const begun = performance.now();
    slider.valueAsNumber = Math.round(from + ((to - from) * step) / steps);
    slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
    // Preact draws in a microtask, or in a task of its own soon after.
    await new Promise((resolve) => setTimeout(resolve, 0));
    document.querySelector(".know-deck")?.getBoundingClientRect();
    works.push(performance.now() - begun);
    const now = await nextFrame();
    frames.push(now - last);
    last = now;
  }
  return { facts: document.querySelectorAll(".fact-arc").length, frames, works };
}

export interface LongLogTimes {
  /** From the start of the navigation until the ring is drawn, and until all numbers are. */
  readonly ringMs: number;
  readonly numbersMs: number;
  /** From asking for the look back until its slider is there. */
  readonly lookMs: number;
  /** The longest time for which the page answered nothing, until all of that was there. */
  readonly longestTaskMs: { readonly ring: number; readonly numbers: number; readonly look: number };
  /** A bar of progress was seen for what takes long. */
  readonly bars: { readonly numbers: boolean; readonly look: boolean };
}

const LONG_MS = 160_000;

/** @param driver a browser whose database holds a long log */
export async function longLogTimes(driver: Driver): Promise<LongLogTimes> {
  const page = await driver.open("progress", { beforeLoad: watchTasks });
  const wait = async (selector: string, count: number): Promise<number> => {
    const atMs = await poll(
      () =>
        page.evaluate(
          (wanted, many) => document.querySelectorAll(wanted).length >= many && performance.now(),
          selector,
          count,
        ),
      selector,
      LONG_MS,
    );
    return Math.round(atMs);
  };
  const ringMs = await wait(".know-deck:not([inert]) .fact-ring", 1);
  const ring = await longest(page);
  await page.evaluate(() => {
    location.hash = "#numbers";
  });
  const begun = await page.evaluate(() => performance.now());
  // Thirteen, and two of the account, whose numbers the worker gives last.
  const numbersMs = (await wait(".chart", 15)) - begun + ringMs;
  const numbers = await longest(page);
  await page.evaluate(() => {
    location.hash = "#know";
  });
  await wait("[data-action='look-back']", 1);
  const asked = await page.evaluate(() => {
    document.querySelector<HTMLElement>("[data-action='look-back']")?.click();
    return performance.now();
  });
  const lookMs = (await wait("[name=day]", 1)) - asked;
  const look = await longest(page);
  return {
    ringMs,
    numbersMs: Math.round(numbersMs),
    lookMs: Math.round(lookMs),
    longestTaskMs: { ring: ring.ms, numbers: numbers.ms, look: look.ms },
    bars: { numbers: numbers.bar, look: look.bar },
  };
}

interface Watched {
  watched?: { ms: number; bar: boolean };
}

/** A message to itself, again and again: what comes between two of them is one task, in every browser. */
export const watchTasks = (page: Page): Promise<void> =>
  beforeScripts(page, () => {
    const seen = { ms: 0, bar: false };
    (globalThis as Watched).watched = seen;
    const { port1, port2 } = new MessageChannel();
    let last = performance.now();
    port1.onmessage = () => {
      const now = performance.now();
      seen.ms = Math.max(seen.ms, now - last);
      last = now;
      seen.bar ||= document.querySelector("progress") !== null;
      setTimeout(() => port2.postMessage(null), 4);
    };
    port2.postMessage(null);
  });

/** What was seen since the last time. */
export async function longest(page: Page): Promise<{ readonly ms: number; readonly bar: boolean }> {
  const seen = await page.evaluate(() => {
    const scope = globalThis as Watched;
    const last = { ms: scope.watched?.ms ?? Number.NaN, bar: scope.watched?.bar ?? false };
    if (scope.watched) Object.assign(scope.watched, { ms: 0, bar: false });
    return last;
  });
  return { ms: Math.round(seen.ms), bar: seen.bar };
}
