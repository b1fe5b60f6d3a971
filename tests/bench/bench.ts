import { rmSync } from "node:fs";
import { type Driver, type Kind, launch, type OwnDriver, zoneByDay } from "../support/extension/driver.ts";
import { chooseSetting } from "../support/extension/settings.ts";
import { answer, reachCard } from "../support/extension/study.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { addLabPage, buildExtension, copyOfExtension } from "./extension.ts";
import { extensionWithLab, filledProfile, onCopy } from "./filled.ts";
import type { Filling } from "./filling.ts";
import { keepCard } from "./first-card.ts";
import { addStaticPage } from "./static-page.ts";

/** What rows share: each is made when the first of them asks for it. */
export interface Bench {
  /** Builds the extension into `dist`. */
  readonly built: () => void;
  /** A browser in which somebody has begun to study, with enough new cards for every row. */
  readonly studied: (kind: Kind) => Promise<Driver>;
  /** Does some work in a browser that was just started, in a copy of what such a browser left, a kept card among it. */
  readonly justStarted: <R>(kind: Kind, work: (driver: Driver) => Promise<R>) => Promise<R>;
  /** Does some work in Chromium, in a copy of a database with years of study; `lab` and `peers` are pages of it. */
  readonly grown: <R>(filling: Filling, work: (driver: Driver) => Promise<R>) => Promise<R>;
  /** The folder of the extension that those browsers have loaded; a file in it is there for their pages. */
  readonly grownExtension: () => Promise<string>;
  /** How many rounds are taken: all, or few in the short form. */
  readonly rounds: (all: number) => number;
  readonly close: () => Promise<void>;
}

export interface BenchOptions {
  readonly isShort: boolean;
  /** Where filled databases are kept for the next run; null: nowhere. */
  readonly profiles: string | null;
}

/** What several rows are made of, measured when the first of them asks for it. */
export function once<R>(measure: (bench: Bench) => Promise<R>): (bench: Bench) => Promise<R> {
  let found: Promise<R> | null = null;
  return (bench) => {
    found ??= measure(bench);
    return found;
  };
}

const FEW_ROUNDS = 3;

/** Nothing is built or launched before a row asks for it. */
export function makeBench({ isShort, profiles }: BenchOptions): Bench {
  let isBuilt = false;
  const drivers = new Map<Kind, Promise<OwnDriver>>();
  const left = new Map<Kind, Promise<Left>>();
  let extension: Promise<string> | null = null;
  const folder = profiles ?? temporaryFolder("bench");
  const built = (): void => {
    if (!isBuilt) buildExtension();
    isBuilt = true;
  };
  const grownExtension = (): Promise<string> => {
    built();
    extension ??= extensionWithPeers();
    return extension;
  };
  return {
    built,
    studied(kind) {
      built();
      const driver = drivers.get(kind) ?? begin(kind);
      drivers.set(kind, driver);
      return driver;
    },
    async justStarted(kind, work) {
      built();
      const leaving = left.get(kind) ?? beginAndLeave(kind);
      left.set(kind, leaving);
      const { loaded, profile, timeZone } = await leaving;
      return onCopy(kind, loaded, profile, work, timeZone);
    },
    async grown(filling, work) {
      const loaded = await grownExtension();
      const { path } = await filledProfile("chromium", loaded, folder, filling);
      return onCopy("chromium", loaded, path, work);
    },
    grownExtension,
    rounds: (all) => (isShort ? Math.min(all, FEW_ROUNDS) : all),
    async close() {
      for (const driver of drivers.values()) await (await driver).close();
      for (const one of left.values()) rmSync((await one).profile, { recursive: true, force: true });
      if (profiles === null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function extensionWithPeers(): Promise<string> {
  const extension = await extensionWithLab("chromium");
  await addLabPage(extension, "peers");
  return extension;
}

/** A profile, the extension that belongs to it, and the zone for which its card was kept. */
interface Left {
  readonly loaded: string;
  readonly profile: string;
  readonly timeZone: string;
}

async function beginAndLeave(kind: Kind): Promise<Left> {
  const loaded = copyOfExtension(kind);
  const timeZone = zoneByDay();
  const driver = await begin(kind, loaded, timeZone);
  await keepCard(driver, "popup");
  await driver.close({ keepProfile: true });
  return { loaded, profile: driver.profile, timeZone };
}

async function begin(kind: Kind, extension = copyOfExtension(kind), timeZone = zoneByDay()): Promise<OwnDriver> {
  const driver = await launch(kind, { extension, timeZone });
  // One card answered, as on every opening but the first: an empty log is compared with the second record beforehand.
  const page = await driver.open("popup");
  await answer(page, 4);
  await reachCard(page);
  await page.close();
  const options = await driver.open("options");
  await chooseSetting(options, "newPerDay", 200);
  await options.close();
  for (const one of ["popup", "newtab"] as const) await addStaticPage(driver, extension, one);
  return driver;
}
