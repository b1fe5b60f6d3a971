/** The card that was in front stands on the next page before the database is open, and nothing is done before it has answered. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { catalogueOf } from "../../support/extension/catalogues.ts";
import { beforeScripts } from "../../support/extension/driver/inject.ts";
import { type Driver, KINDS, textOf, until } from "../../support/extension/driver.ts";
import { hasAsked, keptStands, letOn, looksAreKept, openHeld } from "../../support/extension/opening.ts";
import { seedStudy } from "../../support/extension/seed-study.ts";
import { chooseSetting, chosenSettings } from "../../support/extension/settings.ts";
import { answer, reachCard, reveal, reviewsIn, stageOf, waitForStage } from "../../support/extension/study.ts";

const start = useOneLentBrowser();

/** Where the question stands, and what stands above it. */
const drawn = (page: Page) =>
  page.evaluate(() => {
    const { x, y, width, height } = document.querySelector(".question")?.getBoundingClientRect() ?? new DOMRect();
    return [x, y, width, height, document.querySelector(".study-left")?.textContent];
  });

/** Runs in the page, before its own scripts: notes how far its document was when the kept card was put up. */
function noteWhenPutUp(): void {
  const scope = globalThis as { isRead?: boolean; putUp?: readonly [isRead: boolean, state: DocumentReadyState] };
  addEventListener("DOMContentLoaded", () => {
    scope.isRead = true;
  });
  new MutationObserver((_, observer) => {
    if (!document.querySelector("[data-kept]")) return;
    scope.putUp = [scope.isRead === true, document.readyState];
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

/** How many answers the tests before have given: one browser has the cards of all. */
let earlier = 0;

/** The first page of a test, with a card on it. */
async function openFirst(driver: Driver, name: "popup" | "newtab"): Promise<Page> {
  let page = await driver.open(name);
  await reachCard(page);
  if ((await chosenSettings(page)).newPerDay === undefined) {
    await chooseSetting(page, "newPerDay", 90);
    // A page that is open may keep what it read before once more.
    await page.close();
    page = await driver.open(name);
    await reachCard(page);
  }
  earlier = (await reviewsIn(page)).length;
  return page;
}

/** The cards that a test has answered. */
const answeredOn = async (page: Page) => (await reviewsIn(page)).slice(earlier).map((review) => review.card);

/** Answers a card, and closes the page once it has kept the next one with what pages look like. */
async function leftWithLooks(driver: Driver, name: "popup" | "newtab"): Promise<{ answered: string; card: string }> {
  const page = await openFirst(driver, name);
  const answered = await answer(page, 4);
  const { card } = await reachCard(page);
  await looksAreKept(page, card);
  await page.close();
  return { answered, card };
}

describe.each(KINDS)("in %s", (kind) => {
  test("the kept card is drawn while the database is closed; then it stays, and is turned by the key that was pressed", async () => {
    const driver = await start(kind);
    const first = await openFirst(driver, "popup");
    const answered = await answer(first, 4);
    const { card } = await reachCard(first);
    await first.close();

    const page = await openHeld(driver, "popup", "database");
    await keptStands(page, card);
    await hasAsked(page);
    await page.evaluate(() => {
      for (const part of document.querySelectorAll<HTMLElement>("[data-card], .question")) part.dataset.first = "";
    });
    const before = await drawn(page);
    await page.keyboard.press(" ");
    await page.keyboard.press("4");
    await keptStands(page, card);

    await letOn(page, "database");
    await waitForStage(page, (stage) => stage.card === card && stage.revealed, "the answer");
    expect(await page.$$eval("[data-first]", (parts) => parts.length)).toBe(2);
    expect((await drawn(page)).slice(0, 2)).toEqual(before.slice(0, 2));
    expect((await drawn(page)).at(-1)).toEqual(before.at(-1));
    expect(await answeredOn(page)).toEqual([answered]);
    await page.keyboard.press("4");
    await waitForStage(page, (stage) => stage.card !== card, "what follows");
    expect(await answeredOn(page)).toEqual([answered, card]);
  });

  test("is put up once the document is read and before it is loaded, so that no frame is lost between", async () => {
    const driver = await start(kind);
    await leftWithLooks(driver, "popup");
    const page = await driver.open("popup", { beforeLoad: (blank) => beforeScripts(blank, noteWhenPutUp) });
    const { putUp } = await until(page, () => {
      const { putUp } = globalThis as { putUp?: unknown };
      return putUp ? { putUp } : null;
    });
    expect(putUp).toEqual([true, "interactive"]);
  });

  test("stands before anything that draws it; what is pressed then is done, and none of its elements changes", async () => {
    const driver = await start(kind);
    const { answered, card } = await leftWithLooks(driver, "popup");
    const page = await openHeld(driver, "popup", "drawing", "database");
    await keptStands(page, card);
    await page.evaluate(() => {
      const scope = globalThis as { first?: Element[]; before?: Node };
      scope.first = [...document.body.querySelectorAll("*")];
      scope.before = document.body.cloneNode(true);
    });
    // Space turns it. The star comes too late for a card that is being turned, and the grade for one that is not.
    await page.keyboard.press(" ");
    await page.keyboard.press("m");
    await page.keyboard.press("4");

    await letOn(page, "drawing");
    await hasAsked(page);
    const stays = await page.evaluate(() => {
      const scope = globalThis as { first?: Element[]; before?: Node };
      const now = [...document.body.querySelectorAll("*")];
      return [document.body.isEqualNode(scope.before ?? null), now.every((one, at) => one === scope.first?.[at])];
    });
    expect(stays).toEqual([true, true]);
    expect(await page.evaluate(() => document.activeElement?.matches("[data-stage-focus]"))).toBe(true);

    await letOn(page, "database");
    await waitForStage(page, (stage) => stage.card === card && stage.revealed, "the answer");
    expect(await answeredOn(page)).toEqual([answered]);
    await page.keyboard.press("4");
    await waitForStage(page, (stage) => stage.card !== card, "what follows");
    expect(await answeredOn(page)).toEqual([answered, card]);
  });

  test("a button that is clicked before anything can act acts once", async () => {
    const driver = await start(kind);
    const { card } = await leftWithLooks(driver, "newtab");
    const page = await openHeld(driver, "newtab", "drawing");
    await keptStands(page, card);
    await page.click(".go-on");
    expect(await page.$$eval(".start-offer", (offers) => offers.length)).toBe(1);
    await letOn(page, "drawing");
    await waitForStage(page, (stage) => stage.card === card && stage.revealed, "the answer");
    expect(await page.$$eval(".start-offer", (offers) => offers.length)).toBe(0);
    expect(await answeredOn(page)).toHaveLength(1);
  });

  test("what pages look like is kept where one is left at once, with that very card", async () => {
    const driver = await start(kind);
    const first = await openFirst(driver, "popup");
    await answer(first, 4);
    const { card } = await reachCard(first);
    await first.close();
    const page = await openHeld(driver, "newtab", "drawing");
    await keptStands(page, card);
  });

  test("what the page looked like becomes what is drawn where it was damaged, and a key that was pressed before is not lost", async () => {
    const driver = await start(kind);
    const { card } = await leftWithLooks(driver, "popup");
    const options = await driver.open("options");
    await options.evaluate(() => {
      const [key = "", text = ""] = Object.entries(localStorage).find(([, kept]) => kept.includes('"revision"')) ?? [];
      localStorage.setItem(key, text.replaceAll('"study-left"', '"study-left","data-damaged":""'));
    });
    await options.close();
    const page = await openHeld(driver, "popup", "drawing");
    await until(page, () => document.querySelector("[data-damaged]") !== null);
    await page.keyboard.press(" ");
    await letOn(page, "drawing");
    await waitForStage(page, (stage) => stage.card === card && stage.revealed, "the answer");
    expect(await page.$("[data-damaged]")).toBeNull();
  });

  test.each(["key", "click"])(
    "a %s on the look of a card that was answered elsewhere does nothing, and that is said",
    async (how) => {
      const driver = await start(kind);
      const other = await openFirst(driver, "popup");
      await answer(other, 4);
      const { card } = await reachCard(other);
      await looksAreKept(other, card);
      const page = await openHeld(driver, "popup", "drawing");
      await keptStands(page, card);
      if (how === "key") await page.keyboard.press(" ");
      else await page.click(".go-on");
      await answer(other, 4);
      await letOn(page, "drawing");
      const next = await waitForStage(page, (stage) => stage.card !== card, "the card that is in front now");
      expect(next).toEqual(await stageOf(other));
      expect(next.revealed).toBe(false);
      expect(await textOf(page, ".taken-back")).toContain(catalogueOf("en").keptMissed?.message);
      expect(await answeredOn(page)).toHaveLength(2);
    },
  );

  test("what was kept and cannot be drawn is forgotten, and the card comes from the database", async () => {
    const driver = await start(kind);
    const first = await openFirst(driver, "popup");
    await answer(first, 4);
    const { card } = await reachCard(first);
    await first.close();
    const options = await driver.open("options");
    await options.evaluate(() => {
      const [key = "", text = ""] = Object.entries(localStorage).find(([, kept]) => kept.includes('"revision"')) ?? [];
      const kept = JSON.parse(text);
      kept.card.view.content.front = [null];
      localStorage.setItem(key, JSON.stringify(kept));
    });
    await options.close();
    const page = await driver.open("popup");
    await waitForStage(page, (stage) => stage.card === card, "the card");
    expect(await page.evaluate(() => Object.values(localStorage).some((kept) => kept.includes("[null]")))).toBe(false);
  });

  test("a kept card that another page has answered makes way, and keys that were pressed for it do nothing", async () => {
    const driver = await start(kind);
    const other = await openFirst(driver, "popup");
    const answered = [await answer(other, 4)];
    const { card } = await reveal(other);
    const page = await openHeld(driver, "popup", "database");
    await keptStands(page, card);
    await hasAsked(page);
    await page.keyboard.press(" ");
    await page.keyboard.press("3");
    await other.keyboard.press("4");
    await waitForStage(other, (stage) => !stage.revealed, "what follows");
    answered.push(card);

    await letOn(page, "database");
    const next = await waitForStage(page, (stage) => stage.card !== card, "the card that is in front now");
    expect(next).toEqual(await stageOf(other));
    expect(next.revealed).toBe(false);
    expect(await answeredOn(page)).toEqual(answered);
  });

  test("once a day is done, the first page of the next one has its card before the database is open", async () => {
    const driver = await start(kind);
    const first = await openFirst(driver, "popup");
    await seedStudy(first, { days: 10, away: 1, nowMs: driver.clock.now() });
    await chooseSetting(first, "newPerDay", 0);
    await chooseSetting(first, "reviewsPerDay", 2);
    await first.close();
    const evening = await driver.open("popup");
    for (;;) {
      const { card } = await reachCard(evening);
      if (card === "") break;
      await answer(evening, 4);
    }
    const kept = await until(evening, () => {
      const text = Object.values(localStorage).find((one) => one.includes('"looks"')) ?? "null";
      const { at, card } = JSON.parse(text) ?? {};
      return at?.nowMs > Date.now() && (card.view.content.id as string);
    });
    await evening.close();
    await driver.clock.advance(DAY_MS);
    const morning = await openHeld(driver, "popup", "database");
    await keptStands(morning, kept);
    await hasAsked(morning);
    await morning.keyboard.press(" ");
    await letOn(morning, "database");
    await waitForStage(morning, (stage) => stage.card === kept && stage.revealed, "the answer");
    await morning.keyboard.press("4");
    await waitForStage(morning, (stage) => stage.card !== kept, "what follows");
    expect((await reviewsIn(morning)).at(-1)?.card).toBe(kept);
  });
});
