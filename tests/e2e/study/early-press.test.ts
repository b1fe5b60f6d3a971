/** Whatever is pressed at whatever moment while a page opens is done with the card that was in sight, once. */
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { isUndoable } from "../../../src/core/log/undoable.ts";
import { useLentBrowsers, useOneLentBrowser } from "../../support/extension/browsers.ts";
import { catalogueOf } from "../../support/extension/catalogues.ts";
import { type Driver, KINDS, textOf, until } from "../../support/extension/driver.ts";
import { keptStands, letOn, looksAreKept, openHeld } from "../../support/extension/opening.ts";
import { chooseSetting, chosenSettings } from "../../support/extension/settings.ts";
import { answer, eventsIn, reachCard, waitForStage } from "../../support/extension/study.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const start = useLentBrowsers();
const startOnce = useOneLentBrowser();

/** The button of Undo. */
const UNDO = "[aria-keyshortcuts^='U ']";
const ROUNDS = 6;
/** Within this, in ms, a page is let on, and pressed. */
const SPAN_MS = 150;

/** Numbers from 0 to 1 by a seed: https://en.wikipedia.org/wiki/Linear_congruential_generator, with the values of C. */
function randomBy(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

const isTurned = async (page: Page, card: string): Promise<void> => {
  await waitForStage(page, (stage) => stage.revealed, "an answer");
  expect(await page.$eval("[data-card]", (shown) => shown.getAttribute("data-card"))).toBe(card);
};

type Press = readonly [
  what: string,
  press: (page: Page) => Promise<void>,
  done: (page: Page, card: string) => Promise<void>,
];

const SPACE: Press = ["Space", (page) => page.keyboard.press(" "), isTurned];
const PRESSES: readonly Press[] = [
  SPACE,
  ["Enter", (page) => page.keyboard.press("Enter"), isTurned],
  ["a click on the button", (page) => page.click(".go-on"), isTurned],
];

async function leftWithLooks(driver: Driver): Promise<{ card: string; events: number }> {
  const page = await driver.open("newtab");
  // Each test answers a card of those that one browser has for all.
  await reachCard(page);
  if ((await chosenSettings(page)).newPerDay === undefined) await chooseSetting(page, "newPerDay", 90);
  await answer(page, 4);
  const { card } = await reachCard(page);
  await looksAreKept(page, card);
  const events = (await eventsIn(page)).length;
  await page.close();
  return { card, events };
}

describe.each(KINDS)("in %s", (kind) => {
  test.each(["popup", "newtab"] as const)("a press at any moment in the %s", async (name) => {
    const seed = Number(process.env.OSTEON_SEED ?? Date.now() % 1_000_000);
    const random = randomBy(seed);
    const ms = (): number => Math.floor(random() * SPAN_MS);
    const driver = await startOnce(kind);
    const { card, events } = await leftWithLooks(driver);
    for (let round = 0; round < ROUNDS; round++) {
      const [what, press, done] = PRESSES[round % PRESSES.length] ?? SPACE;
      const [drawingMs, databaseMs, pressMs] = [ms(), ms(), ms()];
      const when = `${what} at ${pressMs}, drawing at ${drawingMs}, database at ${databaseMs} ms; OSTEON_SEED=${seed}`;
      try {
        const page = await openHeld(driver, name, "drawing", "database");
        await keptStands(page, card);
        await letOn(page, "drawing", drawingMs);
        await letOn(page, "database", databaseMs);
        await page.evaluate(
          (wait) =>
            new Promise<void>((resolve) => (globalThis as { later?: typeof setTimeout }).later?.(resolve, wait)),
          pressMs,
        );
        await press(page);
        await done(page, card);
        expect(await eventsIn(page)).toHaveLength(events);
        await looksAreKept(page, card);
        await page.close();
      } catch (cause) {
        throw new Error(`round ${round}: ${when}`, { cause });
      }
    }
  });

  // A key that somebody hits while a page opens must not take an answer back that nobody was told of.
  test("Undo is neither there nor done before the page says what it takes back, and the next key is taken", async () => {
    const driver = await startOnce(kind);
    const { card, events } = await leftWithLooks(driver);
    const page = await openHeld(driver, "popup", "drawing", "database");
    const offered = () => page.$$eval(`${UNDO}:not([hidden])`, (buttons) => buttons.length);
    await keptStands(page, card);
    expect(await offered()).toBe(0);
    await page.keyboard.press("u");
    await letOn(page, "drawing");
    expect(await offered()).toBe(0);
    await page.keyboard.press("u");
    await letOn(page, "database");
    await waitForStage(page, (stage) => stage.card === card && !stage.revealed, "the card");
    expect(await eventsIn(page)).toHaveLength(events);
    await page.keyboard.press(" ");
    await isTurned(page, card);
    const hint = catalogueOf("en").undoHint?.message ?? "";
    const isNamed = (button: string, unnamed: string): boolean => {
      const [undo] = document.querySelectorAll<HTMLElement>(button);
      return undo !== undefined && !undo.hidden && !undo.title.startsWith(unnamed);
    };
    await until(page, isNamed, UNDO, hint);
    const before = await eventsIn(page);
    expect(before).toHaveLength(events);
    await page.keyboard.press("u");
    await waitForStage(page, (stage) => stage.card !== card, "what came before the card");
    const made = (await eventsIn(page)).slice(events);
    expect(made).toMatchObject([{ kind: "undo", undoes: before.findLast(isUndoable)?.id }]);
  });

  test("of several presses the first is done: what comes behind it cannot meet what that one is still loading", async () => {
    const driver = await startOnce(kind);
    const { card, events } = await leftWithLooks(driver);
    const page = await openHeld(driver, "popup", "drawing", "database");
    await keptStands(page, card);
    // E opens the editor, in which S is a letter; on the card it suspends.
    await page.keyboard.press("e");
    await page.keyboard.press("s");
    await letOn(page, "drawing");
    await letOn(page, "database");
    await until(page, () => document.querySelector("dialog[open]") !== null);
    expect(await eventsIn(page)).toHaveLength(events);
    await page.close();
  });

  test("who has gone to a button of the kept card stays there, and presses it", async () => {
    const driver = await startOnce(kind);
    const { card } = await leftWithLooks(driver);
    const page = await openHeld(driver, "popup", "drawing", "database");
    await keptStands(page, card);
    await page.focus(".go-on");
    await letOn(page, "drawing");
    await letOn(page, "database");
    await waitForStage(page, (stage) => stage.card === card && !stage.revealed, "the card");
    expect(await page.evaluate(() => document.activeElement?.className)).toContain("go-on");
  });

  test("where what draws cannot be loaded the page says so in place of the card, and takes keys again", async () => {
    const built = join(import.meta.dirname, "../../../dist", kind === "chromium" ? "chrome" : "firefox");
    const folder = temporaryFolder("missing");
    cpSync(built, folder, { recursive: true });
    const driver = await start(kind, { extension: folder });
    const { card } = await leftWithLooks(driver);
    const html = readFileSync(join(folder, "pages/popup/index.html"), "utf8");
    const scripts = readdirSync(join(folder, "pages/study")).filter((name) => name.endsWith(".js"));
    for (const later of scripts.filter((name) => !html.includes(name))) rmSync(join(folder, "pages/study", later));
    const page = await openHeld(driver, "popup", "drawing");
    await keptStands(page, card);
    await page.keyboard.press(" ");
    await letOn(page, "drawing");
    expect(await textOf(page, "[role='alert']")).toBe(catalogueOf("en").partMissing?.message);
    cpSync(built, folder, { recursive: true });
    await page.focus("button");
    await page.keyboard.press(" ");
    await keptStands(page, card);
    await letOn(page, "drawing");
    await waitForStage(page, (stage) => stage.card === card && !stage.revealed, "the card");
  });
});
