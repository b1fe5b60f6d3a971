import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import type { DeckMap } from "../../../src/core/map/deck-map.ts";
import type { StateRow } from "../../../src/store/database/schema.ts";
import { violationsInBothThemes } from "../../support/extension/axe.ts";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { type Driver, KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { seedStudy } from "../../support/extension/seed-study.ts";
import { reachCard, readStore } from "../../support/extension/study.ts";

const start = useOneLentBrowser();

const mapOn = (page: Page): Promise<DeckMap> =>
  page.evaluate(async () => (await fetch("/maps/bone-hormones.json")).json());

async function openMap(driver: Driver): Promise<Page> {
  const tab = await driver.newTab();
  await reachCard(tab);
  const page = await driver.open("progress");
  await page.evaluate(() => {
    location.hash = "#map";
  });
  await until(page, () => document.querySelector(".map .map-node") !== null);
  return page;
}

/** In px, as drawn. */
const lettersOn = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const map = document.querySelector<SVGSVGElement>(".map");
    const scale = map ? map.getBoundingClientRect().width / map.viewBox.baseVal.width : 0;
    return [".map-name", ".map-words"].map((selector) => {
      const letters = document.querySelector(selector);
      return letters ? Number.parseFloat(getComputedStyle(letters).fontSize) * scale : Number.POSITIVE_INFINITY;
    });
  });

/** How far the frame must be moved to see all of the map, in px, and how far it has been moved from the middle. */
const beyond = (page: Page): Promise<{ readonly hidden: number[]; readonly off: number[] } | null> =>
  page.evaluate(() => {
    const frame = document.querySelector(".map-frame");
    if (!frame) return null;
    const hidden = [frame.scrollWidth - frame.clientWidth, frame.scrollHeight - frame.clientHeight];
    const moved = [frame.scrollLeft, frame.scrollTop];
    return { hidden, off: hidden.map((px, i) => Math.abs(px / 2 - (moved[i] ?? 0))) };
  });

describe.each(KINDS)("the map in %s", (kind) => {
  test("in every window can be read at first, from its middle, on every sheet", async () => {
    const driver = await start(kind);
    const page = await openMap(driver);
    const { sheets } = await mapOn(page);
    for (const viewport of [
      { width: 900, height: 700 },
      { width: 3840, height: 2160 },
    ]) {
      await driver.look(page, { viewport });
      for (const { id, width } of sheets) {
        await page.select("[name=sheet]", id);
        const what = `the letters of ${id} at ${viewport.width}`;
        await until(
          page,
          (units) => document.querySelector<SVGSVGElement>(".map")?.viewBox.baseVal.width === units,
          width,
        );
        await poll(async () => {
          const [name = 0, words = 0] = await lettersOn(page);
          return name > 11.95 && words > 9.95 && name < 34;
        }, what);
        await poll(async () => (await beyond(page))?.off.every((px) => px <= 1), `the middle of ${id}`);
      }
    }
    // There it is whole as well.
    await page.select("[name=sheet]", "core");
    await poll(async () => (await beyond(page))?.hidden.every((px) => px <= 1), "the whole core at 3840");
  });

  // A browser tells of a scroll a frame later: by then the window may have another size, which is measured after that.
  test("keeps its middle where the frame has changed before a scroll is told of", async () => {
    const driver = await start(kind);
    const page = await openMap(driver);
    await driver.look(page, { viewport: { width: 900, height: 700 } });
    await poll(async () => (await beyond(page))?.off.every((px) => px <= 1), "the middle at first");
    await page.$eval(".map-frame", (frame) => {
      (frame as HTMLElement).style.inlineSize = `${frame.clientWidth - 200}px`;
      frame.dispatchEvent(new Event("scroll"));
    });
    await poll(async () => {
      const { hidden: [across = 0] = [], off = [] } = (await beyond(page)) ?? {};
      return across > 200 && off.every((px) => px <= 1);
    }, "the middle of a narrower frame");
  });

  test("in every window is whole once that is asked for", async () => {
    const driver = await start(kind);
    const page = await openMap(driver);
    await page.click("[data-action=map-fit]");
    for (const width of [380, 900, 1280, 2560]) {
      await driver.look(page, { viewport: { width, height: 900 } });
      await poll(async () => (await beyond(page))?.hidden.every((px) => px <= 1), `all of the map at ${width}`);
    }
  });

  if (kind === "chromium") {
    test("two fingers zoom the map, and one moves it", async () => {
      const driver = await start(kind);
      const page = await openMap(driver);
      await driver.look(page, { viewport: { width: 380, height: 800 } });
      await page.click("[data-action=map-fit]");
      const session = await page.createCDPSession();
      await session.send("Emulation.setTouchEmulationEnabled", { enabled: true, maxTouchPoints: 2 });
      const sizeOf = () => page.$eval(".map", (map) => map.getBoundingClientRect().width);
      const before = await sizeOf();
      const middle = await page.$eval(".map-frame", (frame) => {
        const { left, top, width, height } = frame.getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      });
      const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...points: { x: number; y: number }[]) =>
        session.send("Input.dispatchTouchEvent", { type, touchPoints: points });
      const apart = (by: number) => [-by, by].map((x) => ({ x: middle.x + x, y: middle.y }));
      await touch("touchStart", ...apart(20));
      for (const by of [30, 45, 60, 80]) await touch("touchMove", ...apart(by));
      await touch("touchEnd");
      await poll(async () => (await sizeOf()) / before > 3.5, "the map to be four times as large");
      // The page itself is as large as it was.
      expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
      const left = () => page.$eval(".map-frame", (frame) => frame.scrollLeft);
      const from = await left();
      await touch("touchStart", middle);
      for (const by of [10, 30, 60, 90]) await touch("touchMove", { ...middle, x: middle.x - by });
      await touch("touchEnd");
      await poll(async () => (await left()) > from + 20, "the map to be moved");
    });
  }

  test("is gone through by keyboard, keeps what is due to itself, and passes axe in both themes", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    // The last of the tests: from here on there is a study.
    await seedStudy(tab, { days: 12, away: 400, nowMs: Date.now() });
    const page = await driver.open("progress");
    await until(page, () => document.querySelector(".progress-nav a[href='#map']") !== null);
    await page.click(".progress-nav a[href='#map']");
    await until(page, () => document.querySelector(".map-line[data-state=silent]") !== null);

    // After so long an absence all that was begun is due.
    const states = await readStore<StateRow>(page, "states");
    const begun = new Set(states.filter(({ state }) => state.phase !== "new").map(({ fact }) => fact));
    const { sheets, statements } = await mapOn(page);
    const [sheet] = sheets;
    if (!sheet) throw new Error("the map has a core");
    const isSilent = sheet.edges.map(({ facts }) => facts.some((fact) => begun.has(fact)));
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll(".map-view .map-figure .map-line")].map(({ textContent, outerHTML }) => ({
        words: textContent?.replace(/\s+/g, "") ?? "",
        isSilent: outerHTML.includes('data-state="silent"'),
        hasEnd: outerHTML.includes("map-end"),
      })),
    );
    expect(shown.map((line) => line.isSilent)).toEqual(isSilent);
    expect(isSilent).toContain(true);
    for (const { isSilent: silent, words, hasEnd } of shown) {
      if (silent) expect([words.replaceAll("?", ""), hasEnd]).toEqual(["", false]);
      else expect(hasEnd).toBe(true);
    }

    // One stop of the Tab key, and from there the arrows.
    expect(await page.evaluate(() => document.querySelectorAll(".map [tabindex='0']").length)).toBe(1);
    await page.focus(".map-tools button:last-child");
    await page.keyboard.press("Tab");
    const first = await until(page, () => document.activeElement?.getAttribute("data-node"));
    await page.keyboard.press("ArrowDown");
    const second = await until(
      page,
      (before) => {
        const now = document.activeElement?.getAttribute("data-node");
        return now && now !== before && now;
      },
      first,
    );
    expect(sheet.nodes.map(({ id }): string => id)).toContain(second);
    await page.keyboard.press("Enter");
    await until(page, () => document.activeElement?.getAttribute("aria-pressed") === "true");
    const told = await textOf(page, ".map-facts");
    for (const [i, { from, to, facts }] of sheet.edges.entries()) {
      if (from !== second && to !== second) continue;
      for (const fact of facts) expect([fact, told.includes(statements[fact] ?? "")]).toEqual([fact, !isSilent[i]]);
    }
    await page.keyboard.press("Tab");
    await until(page, () => document.activeElement?.closest(".map-figure") === null);
    await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    await page.keyboard.up("Shift");
    await until(page, (left) => document.activeElement?.getAttribute("data-node") === left, second);
    await page.keyboard.press("Escape");
    await until(page, () => document.querySelector(".map-node[aria-pressed=true]") === null);

    expect(await violationsInBothThemes(driver, page)).toEqual([]);
  });
});
