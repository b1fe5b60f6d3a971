import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import type { StateRow } from "../../../src/store/database/schema.ts";
import { violationsInBothThemes, violationsOn } from "../../support/extension/axe.ts";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { type Driver, KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { ringStands } from "../../support/extension/opening.ts";
import { seedStudy } from "../../support/extension/seed-study.ts";
import { answer, reachCard, readStore, reveal, reviewsIn, waitForStage } from "../../support/extension/study.ts";

/** What every test of a study finds: three weeks of it, which the first one makes. */
async function studied(driver: Driver): Promise<void> {
  const tab = await driver.newTab();
  await reachCard(tab);
  if ((await reviewsIn(tab)).length === 0) await seedStudy(tab, { days: 20, away: 3, nowMs: Date.now() });
}

const click = (page: Page, selector: string) =>
  page.evaluate((wanted) => document.querySelector<HTMLElement>(wanted)?.click(), selector);
const phase = (page: Page, wanted: string) =>
  until(page, (name) => document.querySelector(".visit")?.getAttribute("data-visit") === name, wanted);

/** Whether the end of the visit was shown since, if only for a moment. */
async function ends(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => {
    new MutationObserver(() => {
      if (document.querySelector("[data-notice='done']")) document.body.dataset.ended = "";
    }).observe(document.body, { childList: true, subtree: true });
  });
  return () => page.evaluate(() => document.body.dataset.ended !== undefined);
}

/** Chooses the known card that is due last, and visits it. */
async function visitLast(page: Page): Promise<void> {
  await until(page, () => document.querySelector(".progress-nav a[href='#cards']") !== null);
  await page.click(".progress-nav a[href='#cards']");
  await until(page, () => document.querySelector(".card-row") !== null);
  await page.select("[name=filter]", "known");
  await click(page, ".card-due > .card-sort");
  await until(page, () => document.querySelector(".card-due[aria-sort='ascending']") !== null);
  await click(page, ".card-due > .card-sort");
  await until(page, () => document.querySelector(".card-due[aria-sort='descending']") !== null);
  await click(page, "[role='row'][aria-rowindex='2'] .card-pick input");
  await until(page, () => document.querySelector(".chosen-count")?.textContent?.startsWith("1 card chosen."));
  await click(page, "[data-action='study-these']");
}

async function lookAround(driver: Driver, page: Page): Promise<void> {
  expect(await violationsInBothThemes(driver, page)).toEqual([]);
}

describe.each(KINDS)("a visit in %s", (kind) => {
  const start = useOneLentBrowser();

  test("asks the chosen cards: due ones count, the others are practice, and the end leads back", async () => {
    const driver = await start(kind);
    await studied(driver);
    const page = await driver.open("progress");
    await until(page, () => document.querySelector(".progress-nav a[href='#cards']") !== null);
    await page.click(".progress-nav a[href='#cards']");
    await until(page, () => document.querySelector(".card-row") !== null);
    // By day, so that cards that are late or due come first, and behind them those of later days.
    await click(page, ".card-due > .card-sort");
    await until(page, () => document.querySelector(".card-due[aria-sort='ascending']") !== null);
    const due = (await readStore<StateRow>(page, "states")).filter(({ state }) => state.memory !== null).length;
    expect(due).toBeGreaterThan(3);
    await click(page, "[role='row'][aria-rowindex='2'] .card-pick input");
    await page.select("[name=filter]", "known");
    await until(page, () => document.querySelectorAll(".card-row").length > 3);
    // Sorted the other way: the known card that is due last.
    await click(page, ".card-due > .card-sort");
    await until(page, () => document.querySelector(".card-due[aria-sort='descending']") !== null);
    await click(page, "[role='row'][aria-rowindex='2'] .card-pick input");
    await until(page, () => document.querySelector(".chosen-count")?.textContent?.startsWith("2 cards chosen."));
    const before = await readStore<StateRow>(page, "states");
    const written = (await reviewsIn(page)).length;
    await click(page, "[data-action='study-these']");

    await until(page, () => location.pathname.includes("/visit/") && document.querySelector(".visit") !== null);
    const { card: asked } = await reveal(page);
    await phase(page, "study");
    expect(await textOf(page, ".visit-bar p")).toMatch(/^2 chosen cards\. What is due or new comes first/);
    await page.keyboard.press("4");
    await phase(page, "choice");
    await lookAround(driver, page);
    await until(page, () => document.activeElement?.matches("[data-action='visit-practise']") === true);
    const region = await page.$(".visit > [data-said]");
    await page.keyboard.press("u");
    await waitForStage(page, ({ card }) => card === asked, "the card whose answer was taken back");
    await poll(
      async () =>
        (await region?.evaluate((one) => one.isConnected && one.textContent?.startsWith("Took back"))) === true,
      "the region that was there to say what was taken back",
    );
    await reveal(page);
    await page.keyboard.press("4");
    await until(page, () => document.activeElement?.matches("[data-action='visit-practise']") === true);
    await page.keyboard.press("Enter");
    await phase(page, "practice");
    await until(page, () => document.activeElement?.matches("[data-stage-focus]") === true);
    await poll(async () => (await reviewsIn(page)).length === written + 1, "one answer written");

    await waitForStage(page, ({ card }) => card !== "" && card !== asked, "the card that is practised");
    expect(await textOf(page, ".visit-bar p")).toBe("Practice: your schedule stays as it is. 1 card left.");
    const { card: practised } = await reveal(page);
    // No day is promised, and nothing is set aside from here.
    expect(
      await page.evaluate(() => [...document.querySelectorAll(".grade-wait")].map((one) => one.textContent)),
    ).toEqual(["this visit", "", "", ""]);
    await lookAround(driver, page);
    await page.keyboard.press("1");
    await waitForStage(page, ({ card, revealed }) => card === practised && !revealed, "the same card again");
    await reveal(page);
    await page.keyboard.press("3");
    await phase(page, "done");
    expect(await textOf(page, ".visit-done")).toMatch(/1 card practiced\. Its schedule is as it was\./);
    expect((await reviewsIn(page)).length).toBe(written + 1);
    const stateOf = (rows: readonly StateRow[]) => JSON.stringify(rows.find(({ id }) => id === practised)?.state);
    expect(stateOf(await readStore<StateRow>(page, "states"))).toBe(stateOf(before));
    await lookAround(driver, page);
    await click(page, "[data-action='visit-back']");
    await until(page, () => document.querySelector(".card-row") !== null);
  });

  test("lets answers to what is not due count where that is chosen, and Undo takes one back", async () => {
    const driver = await start(kind);
    await studied(driver);
    const page = await driver.open("progress");
    const written = (await reviewsIn(page)).length;
    await visitLast(page);
    await phase(page, "choice");
    const hasEnded = await ends(page);
    await click(page, "[data-action='visit-count']");
    await phase(page, "early");
    expect(await hasEnded()).toBe(false);
    expect(await textOf(page, ".visit-bar p")).toBe("These answers count. 1 card left.");
    const { card } = await reveal(page);
    // Loaded again, it is asked once more, and not twice.
    await page.reload({ waitUntil: [] });
    await phase(page, "early");
    await reveal(page);
    await page.keyboard.press("3");
    await phase(page, "done");
    expect((await reviewsIn(page)).length).toBe(written + 1);
    await page.keyboard.press("u");
    await waitForStage(page, (stage) => stage.card === card, "the card whose answer was taken back");
    await until(page, () => document.activeElement?.matches("[data-stage-focus]") === true);
  });

  test("says of practice that nothing is taken back, and offers no answer of another page at its end", async () => {
    const driver = await start(kind);
    await studied(driver);
    await answer(await driver.newTab(), 3);
    const page = await driver.open("progress");
    await visitLast(page);
    await phase(page, "choice");
    await page.waitForSelector("[data-action='visit-undo']");
    await until(page, () => document.activeElement?.matches("[data-action='visit-practise']") === true);
    const hasEnded = await ends(page);
    await page.keyboard.press("Enter");
    await phase(page, "practice");
    await reveal(page);
    expect(await hasEnded()).toBe(false);
    await page.keyboard.press("u");
    await poll(async () => /^Practice is not saved/.test(await textOf(page, ".visit > [data-said]")), "to be told so");
    await page.keyboard.press("3");
    await phase(page, "done");
    expect(await page.$("[data-action='visit-undo']")).toBeNull();
    expect(await textOf(page, ".visit-done")).not.toContain("takes back");
  });
});

describe.each(KINDS)("a visit of a beginner in %s", (kind) => {
  const start = useOneLentBrowser();

  test("begins from a chapter, from a fact, and from a selection", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    const page = await driver.open("progress");
    const inVisit = () =>
      until(
        page,
        () => document.querySelector(".visit[data-visit='study'] [data-card], .visit [data-notice]") !== null,
      );
    for (const way of [".know-chapter [data-action='study-chapter']", ".know-fact [data-action='study-fact']"]) {
      await ringStands(page);
      await until(page, () => {
        for (const one of document.querySelectorAll<HTMLDetailsElement>(".know-chapter")) one.open = true;
        const fact = document.querySelector<HTMLDetailsElement>(".know-fact");
        if (fact) fact.open = true;
        return fact !== null;
      });
      await until(page, (selector) => document.querySelector(selector) !== null, way);
      await click(page, way);
      await inVisit();
      // Later, so that the answer is there before the page goes.
      await page.evaluate(() => void setTimeout(() => history.back()));
    }
    await until(page, () => document.querySelector(".progress-nav a[href='#cards']") !== null);
    await page.click(".progress-nav a[href='#cards']");
    await until(page, () => document.querySelector(".presets") !== null);
    await click(page, ".presets > summary");
    await click(page, "[data-action='study-failed']");
    await until(page, () => document.querySelector(".presets [role='status']")?.textContent !== "");
    expect(await violationsOn(page)).toEqual([]);
    const chapter = await page.evaluate(
      () => document.querySelector<HTMLOptionElement>("[name=preset] optgroup option")?.value ?? "",
    );
    await page.select("[name=preset]", chapter);
    // Nothing can be studied before the choice is drawn.
    await until(page, () => document.querySelector("[data-action='study-preset'][aria-disabled='false']") !== null);
    await click(page, "[data-action='study-preset']");
    await inVisit();
  });

  test("to a card that was just forgotten does not say that it is suspended or gone, and asks it ahead", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    await reachCard(tab);
    const forgotten = await answer(tab, 1);
    const page = await driver.open("progress");
    await until(page, () => document.querySelector(".progress-nav a[href='#cards']") !== null);
    await page.click(".progress-nav a[href='#cards']");
    await until(page, () => document.querySelector(".presets") !== null);
    await click(page, ".presets > summary");
    await click(page, "[data-action='study-failed']");
    await phase(page, "done");
    expect(await textOf(page, ".visit-done h1")).toBe("That is all for now");
    await click(page, "[data-action='visit-ahead']");
    await waitForStage(page, ({ card }) => card === forgotten, "the card that was forgotten");
  });
});
