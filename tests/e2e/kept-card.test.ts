/** The card that was in front stands on the next page before the database is open, and nothing is done before it has answered. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useLentBrowsers } from "../support/browsers.ts";
import { beforeScripts } from "../support/driver/inject.ts";
import { type Driver, KINDS, until } from "../support/driver.ts";
import { answer, reachCard, reveal, reviewsIn, stageOf, waitForStage } from "../support/study.ts";

const start = useLentBrowsers();

interface Held {
  isHeld?: boolean;
  letGo?: () => void;
}

/** A page that hears of its open database only once it is let go. Runs in the page. */
function holdDatabase(): void {
  const scope = globalThis as Held;
  const released = new Promise<void>((resolve) => {
    scope.letGo = resolve;
  });
  const { open } = IDBFactory.prototype;
  IDBFactory.prototype.open = function (...args: Parameters<typeof open>) {
    const request = open.apply(this, args);
    const listen = request.addEventListener.bind(request) as EventTarget["addEventListener"];
    request.addEventListener = (type: string, listener: EventListener) => {
      const later = (event: Event): void => {
        scope.isHeld = true;
        void released.then(() => listener(event));
      };
      listen(type, type === "success" ? later : listener);
    };
    return request;
  };
}

const openHeld = (driver: Driver): Promise<Page> =>
  driver.open("popup", { beforeLoad: (blank) => beforeScripts(blank, holdDatabase) });
const isHeld = (page: Page) => until(page, () => (globalThis as Held).isHeld === true);
const letGo = (page: Page): Promise<void> => page.evaluate(() => (globalThis as Held).letGo?.());
/** Waits until the card is drawn as it was kept. */
const keptStands = (page: Page, card: string) =>
  until(
    page,
    (wanted) => document.querySelector("[data-kept] [data-card]")?.getAttribute("data-card") === wanted,
    card,
  );
/** Where the question stands, and what stands above it. */
const drawn = (page: Page) =>
  page.evaluate(() => {
    const { x, y, width, height } = document.querySelector(".question")?.getBoundingClientRect() ?? new DOMRect();
    return [x, y, width, height, document.querySelector(".study-left")?.textContent];
  });

describe.each(KINDS)("in %s", (kind) => {
  test("the kept card is drawn while the database is closed; then it stays, and is turned by the key that was pressed", async () => {
    const driver = await start(kind);
    const first = await driver.open("popup");
    const answered = await answer(first, 4);
    const { card } = await reachCard(first);
    await first.close();

    const page = await openHeld(driver);
    await keptStands(page, card);
    await isHeld(page);
    await page.evaluate(() => {
      for (const part of document.querySelectorAll<HTMLElement>("[data-card], .question")) part.dataset.first = "";
    });
    const before = await drawn(page);
    await page.keyboard.press(" ");
    await page.keyboard.press("4");
    await keptStands(page, card);

    await letGo(page);
    await waitForStage(page, (stage) => stage.card === card && stage.revealed, "the answer");
    expect(await page.$$eval("[data-first]", (parts) => parts.length)).toBe(2);
    expect((await drawn(page)).slice(0, 2)).toEqual(before.slice(0, 2));
    expect((await drawn(page)).at(-1)).toEqual(before.at(-1));
    expect((await reviewsIn(page)).map((review) => review.card)).toEqual([answered]);
    await page.keyboard.press("4");
    await waitForStage(page, (stage) => stage.card !== card, "what follows");
    expect((await reviewsIn(page)).map((review) => review.card)).toEqual([answered, card]);
  });

  test("what was kept and cannot be drawn is forgotten, and the card comes from the database", async () => {
    const driver = await start(kind);
    const first = await driver.open("popup");
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
    const other = await driver.open("popup");
    const answered = [await answer(other, 4)];
    const { card } = await reveal(other);
    const page = await openHeld(driver);
    await keptStands(page, card);
    await isHeld(page);
    await page.keyboard.press(" ");
    await page.keyboard.press("3");
    await other.keyboard.press("4");
    await waitForStage(other, (stage) => !stage.revealed, "what follows");
    answered.push(card);

    await letGo(page);
    const next = await waitForStage(page, (stage) => stage.card !== card, "the card that is in front now");
    expect(next).toEqual(await stageOf(other));
    expect(next.revealed).toBe(false);
    expect((await reviewsIn(page)).map((review) => review.card)).toEqual(answered);
  });
});
