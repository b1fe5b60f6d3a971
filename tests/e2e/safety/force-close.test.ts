/** A browser that closes the database under an open page, as Chromium's internals page does on "Force close". */
import { expect, test } from "vitest";
import { useBrowsers } from "../../support/extension/browsers.ts";
import { type Driver, poll, textOf, until } from "../../support/extension/driver.ts";
import { reachCard, reveal, reviewsIn, stageOf, waitForStage } from "../../support/extension/study.ts";

const launch = useBrowsers();

async function forceClose(driver: Driver): Promise<void> {
  const page = await driver.browser.newPage();
  await poll(async () => (await page.goto("chrome://indexeddb-internals/")) !== undefined, "the internals to open");
  await until(page, () => {
    const button = [...document.querySelectorAll<HTMLElement>("button, a, [class*='force-close']")].find(
      ({ textContent }) => /force close/i.test(textContent ?? ""),
    );
    button?.click();
    return button !== undefined;
  });
  await until(page, () => /force[^.]*closed|Open connections:\s*0/i.test(document.body.textContent ?? ""));
  await page.close();
}

test("a page goes on after it with the card in front; a second time it offers to load the page again", async () => {
  const driver = await launch("chromium");
  const page = await driver.open("popup");
  const { card } = await reveal(page);
  await forceClose(driver);
  expect(await stageOf(page)).toEqual({ card, notice: "", revealed: true });
  await page.keyboard.press("4");
  await waitForStage(page, (stage) => stage.card !== card && stage.notice !== "trouble", "the page to go on");
  expect((await reviewsIn(page)).map((review) => review.card)).toEqual([card]);

  await forceClose(driver);
  await until(page, () => document.querySelector(".trouble") !== null);
  expect(await textOf(page, ".trouble-message")).not.toMatch(/disk/);
  await page.keyboard.press(" ");
  await waitForStage(page, ({ notice }) => notice !== "trouble", "the page to be loaded again");
  expect((await reachCard(page)).card).not.toBe(card);
});

test("a grade that is being written at that moment is written by itself once the database is open again, and once", async () => {
  const driver = await launch("chromium");
  const page = await driver.open("popup");
  const { card } = await reveal(page);
  // Keeps the first transaction that writes from ending, so that the browser closes the database within it.
  await page.evaluate(() => {
    const { add } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...args: Parameters<typeof add>) {
      IDBObjectStore.prototype.add = add;
      const stay = (): void => {
        this.count().onsuccess = stay;
      };
      stay();
      document.documentElement.dataset.held = "yes";
      return add.apply(this, args);
    };
  });
  await page.keyboard.press("4");
  await until(page, () => document.documentElement.dataset.held === "yes");
  await forceClose(driver);
  await waitForStage(page, (stage) => stage.card !== card && !stage.revealed, "the page to go on");
  expect((await stageOf(page))?.notice).not.toBe("trouble");
  expect((await reviewsIn(page)).map((review) => review.card)).toEqual([card]);
});
