import puppeteer, { type CDPSession, type Page, type Protocol } from "puppeteer-core";
import { ensureBrowser } from "../../../../scripts/browsers.mjs";
import { CHROMIUM_SWITCHES } from "../../extension/driver/chromium-switches.ts";
import { beforeScripts } from "../../extension/driver/inject.ts";
import { buildGallery } from "../build.ts";
import { NOW_MS } from "../views.ts";
import { besideEachOther, halved, type Picture } from "./picture.ts";
import { fromPng } from "./png.ts";
import { FOR_EVERY_SIZE, SIZES, type Size } from "./sizes.ts";

/** What of a page is drawn at most, in CSS pixels: the longest pages go on for several screens. */
const MOST_HEIGHT = 1800;

type Theme = "light" | "dark";
const BOTH: readonly Theme[] = ["light", "dark"];

export interface Camera {
  readonly page: Page;
  /** A picture for each state: all sizes and colours in which it is looked at, side by side. */
  readonly shootAll: () => Promise<ReadonlyMap<string, Picture>>;
  /** One state in one size, light and dark. */
  readonly shoot: (state: string, size: Size) => Promise<Picture>;
  /** What was drawn in a face of this machine, since no face that a package brings has it: "state: character". */
  readonly strange: ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the gallery in a Chromium that draws the same on every machine: faces from packages, no hinting, no colours at
 * the edges of letters, one colour space, no graphics card; UTC, English, a clock that stands still, nothing that moves.
 */
export async function openCamera(): Promise<Camera> {
  const address = await buildGallery();
  const browser = await puppeteer.launch({
    executablePath: ensureBrowser("chromium").path,
    args: [
      ...CHROMIUM_SWITCHES,
      "--lang=en-US",
      "--disable-gpu",
      "--disable-lcd-text",
      "--disable-partial-raster",
      "--font-render-hinting=none",
      "--force-color-profile=srgb",
      "--force-device-scale-factor=1",
    ],
    env: { ...process.env, TZ: "UTC", LANGUAGE: "en-US", LC_ALL: "C.UTF-8" },
  });
  try {
    const page = await browser.newPage();
    const devTools = await page.createCDPSession();
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    await beforeScripts(page, stopClock, NOW_MS);
    await page.goto(address);
    await page.addStyleTag({ url: new URL("still.css", address).href });
    await page.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())).then(() => {}));
    const all = await page.evaluate(() => window.galleryStates);
    const strange = new Set<string>();

    const shoot = async (state: string, size: Size, themes: readonly Theme[]): Promise<Picture[]> => {
      const drawn = await page.evaluate((name, layout) => window.stateAtRest(name, layout), state, size.layout);
      // Where a state brought something into sight, that is what there is to see; else a page is looked at from its top.
      // A picture beyond the window makes the window higher for a moment. The map is as high as the window allows, and follows.
      const isWhole = size.layout === "page" && drawn.scrolled === 0 && !state.startsWith("map-");
      const height = isWhole ? Math.max(size.height, Math.min(drawn.height, MOST_HEIGHT)) : size.height;
      const clip = { x: 0, y: drawn.scrolled, width: size.width, height, scale: size.scale };
      const pictures: Picture[] = [];
      for (const theme of themes) {
        if (theme === "dark") {
          for (const character of await page.evaluate(() => window.turnDark())) strange.add(`${state}: ${character}`);
        }
        const picture = await capture(devTools, clip, height > size.height);
        // Dark has the same elements in the same places: its colours are what is left to look at.
        pictures.push(theme === "dark" ? halved(picture) : picture);
      }
      return pictures;
    };
    return {
      page,
      strange,
      shoot: async (state, size) => {
        await page.setViewport({ width: size.width, height: size.height });
        return besideEachOther(await shoot(state, size, BOTH));
      },
      shootAll: async () => {
        const pictures = new Map<string, Picture[]>(all.map(({ name }) => [name, []]));
        for (const size of SIZES) {
          await page.setViewport({ width: size.width, height: size.height });
          for (const { name, layouts } of all) {
            const isWanted = size.states === "all" || FOR_EVERY_SIZE.includes(name);
            const shots = pictures.get(name);
            if (!isWanted || !layouts.includes(size.layout) || shots === undefined) continue;
            shots.push(...(await shoot(name, size, shots.length === 0 ? BOTH : ["light"])));
          }
        }
        return new Map([...pictures].map(([name, shots]) => [name, besideEachOther(shots)]));
      },
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function capture(devTools: CDPSession, clip: Protocol.Page.Viewport, isBeyond: boolean): Promise<Picture> {
  const { data } = await devTools.send("Page.captureScreenshot", {
    format: "png",
    optimizeForSpeed: true,
    captureBeyondViewport: isBeyond,
    clip,
  });
  return fromPng(Buffer.from(data, "base64"));
}

/** Runs in the page, so it refers to nothing outside itself. */
function stopClock(atMs: number): void {
  const stopped: ProxyHandler<DateConstructor> = {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [atMs] : args, newTarget),
    get: (target, key) => (key === "now" ? () => atMs : Reflect.get(target, key)),
  };
  Object.defineProperty(globalThis, "Date", { value: new Proxy(Date, stopped), writable: true, configurable: true });
}
