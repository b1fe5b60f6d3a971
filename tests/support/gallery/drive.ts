import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { ensureBrowser } from "../../../scripts/browsers.mjs";
import { addAxe, violationsOn } from "../extension/axe.ts";
import type { Language } from "../extension/catalogues.ts";
import { CHROMIUM_SWITCHES } from "../extension/driver/chromium-switches.ts";
import { buildGallery } from "./build.ts";
import type { Asked, Looked } from "./every-state.ts";
import type { Layout } from "./state.ts";

export const POPUP_SIZE = { width: 400, height: 560 } as const;

export interface Gallery {
  readonly page: Page;
  /** The states that can occur in a layout. */
  readonly states: (layout: Layout) => readonly string[];
  /** Loads the page with a state on it: where a test minds what a new page does, or has changed the page itself. */
  readonly show: (state: string, layout: Layout, theme?: "light" | "dark", language?: Language) => Promise<void>;
  /** Puts another state on the page that is there, in its language: a load takes ten times as much. */
  readonly next: (state: string, layout: Layout, theme?: "light" | "dark") => Promise<void>;
  /** Puts every state of a layout on the page that is there, in its language, and looks at each. */
  readonly everyState: (layout: Layout, asked: Asked) => Promise<Looked>;
  /** Shows the same state in other colours. */
  readonly turn: (theme: "light" | "dark") => Promise<void>;
  /** What axe-core finds wrong with what is shown, by all its rules or by some: "rule at element". */
  readonly violations: (rules?: readonly string[]) => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** Opens the gallery in a Chromium of its own, which `close` ends. */
export async function openGallery(): Promise<Gallery> {
  const address = await buildGallery();
  const browser: Browser = await puppeteer.launch({
    executablePath: ensureBrowser("chromium").path,
    // Headless browsers hide their scrollbars, and with them what a scrollbar would move.
    ignoreDefaultArgs: ["--hide-scrollbars"],
    args: [...CHROMIUM_SWITCHES],
    env: { ...process.env, TZ: "UTC" },
  });
  const page = await browser.newPage();
  // A colour half-way from light to dark is no colour of ours.
  await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
  await page.goto(address);
  const all = await page.evaluate(() => window.galleryStates);
  const turn = (theme: "light" | "dark"): Promise<void> =>
    page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
  return {
    page,
    states: (layout) => all.filter((state) => state.layouts.includes(layout)).map((state) => state.name),
    show: async (state, layout, theme = "light", language = "en") => {
      await page.goto(`${address}?state=${state}&layout=${layout}&theme=${theme}&lang=${language}`);
      await page.evaluate(() => window.firstShown.then(() => document.fonts.ready).then(() => {}));
    },
    next: (state, layout, theme = "light") =>
      page.evaluate((...drawn) => window.nextState(...drawn), state, layout, theme),
    everyState: async (layout, asked) => {
      if (asked !== "fits") await addAxe(page);
      return page.evaluate((...of) => window.everyState(...of), layout, asked);
    },
    turn,
    violations: (rules) => violationsOn(page, rules),
    close: () => browser.close(),
  };
}
