import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import type { DeckMap } from "../../src/core/map/deck-map.ts";
import type { StateRow } from "../../src/store/schema.ts";
import { violationsOn } from "../support/axe.ts";
import { useBrowsers } from "../support/browsers.ts";
import { KINDS, textOf, until } from "../support/driver.ts";
import { seedStudy } from "../support/seed-study.ts";
import { reachCard, readStore } from "../support/study.ts";

const start = useBrowsers();

const mapOn = (page: Page): Promise<DeckMap> =>
  page.evaluate(async () => (await fetch("/maps/bone-hormones.json")).json());

describe.each(KINDS)("the map in %s", (kind) => {
  test("is gone through by keyboard, keeps what is due to itself, and passes axe in both themes", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
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

    for (const colorScheme of ["light", "dark"] as const) {
      await driver.look(page, { colorScheme, reducedMotion: true });
      expect(await violationsOn(page)).toEqual([]);
    }
  });
});
