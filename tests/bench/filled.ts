/** Databases of the extension that hold years of study, made once and measured as often as one likes. */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { type Driver, type Kind, launch, poll, until, zoneByDay } from "../support/extension/driver.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addLabPage, copyOfExtension } from "./extension.ts";
import { type Filling, nameOf } from "./filling.ts";

/** More than it takes with a million events; a driver waits for one answer no longer than three minutes. */
const LONGEST_MS = 3_600_000;

declare const grow: (cards: number, reviewsEach: number, budgetMs: number) => Promise<boolean>;

/** A profile whose database is filled; to be copied, never launched, so that each measurement finds the same. */
export interface FilledProfile {
  readonly path: string;
  /** False where the budget was used up: the same call goes on with it. */
  readonly isWhole: boolean;
}

/**
 * Fills the database of a profile, or goes on with that, or takes it as it was left.
 * @param folder where such profiles are kept, by their numbers of cards, of reviews and of decks
 */
export async function filledProfile(
  kind: Kind,
  extension: string,
  folder: string,
  filling: Filling,
): Promise<FilledProfile> {
  const path = join(folder, `${kind}-${nameOf(filling)}`);
  const sign = join(path, "filled");
  if (existsSync(sign)) return { path, isWhole: true };
  mkdirSync(path, { recursive: true });
  const driver = await launch(kind, { extension, profile: path });
  let isWhole = false;
  try {
    await driver.background.stop();
    isWhole = await fill(await driver.open("lab"), filling);
  } finally {
    await driver.close({ keepProfile: true });
  }
  if (isWhole) writeFileSync(sign, "");
  return { path, isWhole };
}

/** A copy of a profile, in a browser of its own. @param timeZone without it the usual one of tests, which the hour decides */
export async function onCopy<R>(
  kind: Kind,
  extension: string,
  profile: string,
  work: (driver: Driver) => Promise<R>,
  timeZone = zoneByDay(),
): Promise<R> {
  const copy = join(temporaryFolder("bench"), "profile");
  cpSync(profile, copy, { recursive: true });
  const driver = await launch(kind, { extension, profile: copy, timeZone });
  try {
    return await work(driver);
  } finally {
    await driver.close({ keepProfile: true });
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Fills the database of a running browser. @returns the page that did it */
export async function filled(driver: Driver, cards: number, reviewsEach: number): Promise<Page> {
  const lab = await driver.open("lab");
  await fill(lab, { cards, reviewsEach });
  return lab;
}

/** @returns whether all of it is there */
async function fill(lab: Page, { cards, reviewsEach, budgetMs = LONGEST_MS }: Filling): Promise<boolean> {
  await until(lab, () => typeof grow === "function");
  lab.on("console", (message) => console.error(message.text()));
  // Not awaited in the page: with many cards it takes longer than a driver waits for one answer.
  await lab.evaluate(
    (count, reviews, budget) => {
      const scope = globalThis as { grown?: string };
      grow(count, reviews, budget).then(
        (isWhole) => {
          scope.grown = isWhole ? "whole" : "stopped";
        },
        (error: unknown) => {
          scope.grown = String(error);
        },
      );
    },
    cards,
    reviewsEach,
    budgetMs,
  );
  const said = await poll(() => lab.evaluate(() => (globalThis as { grown?: string }).grown), "the cards", LONGEST_MS);
  if (said !== "whole" && said !== "stopped") throw new Error(`the database could not be filled: ${said}`);
  return said === "whole";
}

/** The built extension with one more page that fills its database. */
export async function extensionWithLab(kind: Kind): Promise<string> {
  const folder = copyOfExtension(kind);
  await addLabPage(folder, "lab", "grow.ts");
  return folder;
}
