/** Keys that follow each other faster than the database writes. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { KINDS } from "../../support/extension/driver.ts";
import { chooseSetting } from "../../support/extension/settings.ts";
import { answer, reachCard, reviewsIn, stageOf, waitForStage } from "../../support/extension/study.ts";

const start = useOneLentBrowser();

/** Presses keys in one instant: nothing is drawn or written between them. */
const press = (page: Page, ...keys: string[]): Promise<void> =>
  page.evaluate((all) => {
    for (const key of all)
      document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  }, keys);

/**
 * Answers until a card follows at once, and returns the card that was answered last. A fact that is met in between would be
 * what an undo takes back.
 */
async function answerBeforeCard(page: Page): Promise<string> {
  // More than the first facts, which are all met before they are asked.
  await chooseSetting(page, "newPerDay", 30);
  await page.reload({ waitUntil: [] });
  for (;;) {
    const card = await answer(page, 4);
    const next = await waitForStage(page, (stage) => stage.card !== card, `what follows ${card}`);
    if (next.card !== "") return card;
  }
}

const cardsReviewed = async (page: Page): Promise<string[]> => (await reviewsIn(page)).map(({ card }) => card);

describe.each(KINDS)("in %s", (kind) => {
  test("a grade and what is pressed in its instant never fall on the next card", async () => {
    const driver = await start(kind);
    const page = await driver.open("popup");
    const { card } = await reachCard(page);
    await page.keyboard.press(" ");
    await waitForStage(page, (stage) => stage.revealed, "the answer");
    await press(page, "4", "4", " ", "1");
    await waitForStage(page, (stage) => stage.card !== card, "the next card");
    expect((await stageOf(page))?.revealed).toBe(false);
    expect(await reviewsIn(page)).toHaveLength(1);
  });

  test("Space in the instant of an undo shows the answer of the card that comes back", async () => {
    const driver = await start(kind);
    const page = await driver.open("popup");
    const card = await answerBeforeCard(page);
    await press(page, "u", " ");
    await waitForStage(page, (stage) => stage.card === card && stage.revealed, "the answer of the card that came back");
    expect(await cardsReviewed(page)).not.toContain(card);
    // Once, and not for the card after it.
    await page.keyboard.press("4");
    const next = await waitForStage(page, (stage) => stage.card !== card, "the next card");
    expect(next.revealed).toBe(false);
  });

  test("and so it does from a card that was turned meanwhile", async () => {
    const driver = await start(kind);
    const page = await driver.open("popup");
    const card = await answerBeforeCard(page);
    await page.keyboard.press(" ");
    await waitForStage(page, (stage) => stage.card !== card && stage.revealed, "the answer of the next card");
    await press(page, "u", " ");
    await waitForStage(page, (stage) => stage.card === card && stage.revealed, "the answer of the card that came back");
    expect(await cardsReviewed(page)).not.toContain(card);
  });
});
