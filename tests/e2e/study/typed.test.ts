/** Answers that are typed, and what comes of it where another thing is typed. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import type { CardContent } from "../../../src/core/deck/deck.ts";
import { plainText } from "../../../src/core/deck/plain-text.ts";
import { violationsOn } from "../../support/extension/axe.ts";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { type Driver, KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { chosenSettings } from "../../support/extension/settings.ts";
import { reachCard, readStore, reviewsIn, stageOf, waitForStage } from "../../support/extension/study.ts";

const start = useOneLentBrowser();

/** A popup in which answers are typed, as the first test switches it on, with new cards enough for all. */
async function typing(driver: Driver): Promise<Page> {
  const options = await driver.open("options");
  await until(options, () => document.querySelector('[name="typeAnswers"]') !== null);
  if ((await chosenSettings(options)).typeAnswers === true) return driver.open("popup");
  // By keyboard: a click goes to a place, and the page may still move while its other panels come.
  await options.focus('[name="typeAnswers"]');
  await options.keyboard.press(" ");
  await poll(async () => (await chosenSettings(options)).typeAnswers === true, "typing to be switched on");
  await options.focus('[name="newPerDay"]');
  await options.evaluate(() => document.querySelector<HTMLInputElement>('[name="newPerDay"]')?.select());
  await options.keyboard.type("90");
  await options.keyboard.press("Enter");
  await poll(async () => (await chosenSettings(options)).newPerDay === 90, "the new cards of a day");
  return driver.open("popup");
}

/** Goes on, grading Easy, until a card is in front whose answer is typed, and that the condition takes. */
async function reachTyped(page: Page, fits: (content: CardContent) => boolean): Promise<CardContent> {
  const contents = new Map((await readStore<CardContent>(page, "contents")).map((one) => [one.id as string, one]));
  for (;;) {
    const { card } = await reachCard(page);
    const content = contents.get(card);
    if (!content) throw new Error(`no card that fits came before ${card}`);
    if (content.typed && fits(content)) return content;
    await page.keyboard.press("Enter");
    await waitForStage(page, (stage) => stage.revealed, `the answer of ${card}`);
    await page.keyboard.press("4");
    await waitForStage(page, (stage) => !stage.revealed, `what follows ${card}`);
  }
}

/** Whether the field for the answer holds this. */
const holds = (text: string): boolean =>
  document.querySelector<HTMLInputElement>("[data-answer-field]")?.value === text;

const inField = (page: Page) => until(page, () => document.activeElement?.matches("[data-answer-field]") === true);

describe.each(KINDS)("typing in %s", (kind) => {
  test("is no key for anything else, is compared by Enter, and leaves the grade to the learner", async () => {
    const driver = await start(kind);
    const page = await typing(driver);
    const content = await reachTyped(page, () => true);
    await inField(page);
    await page.keyboard.type("1 sbemu?");
    await until(page, holds, "1 sbemu?");
    const before = (await reviewsIn(page)).length;
    // The Enter of an input method takes a word.
    await page.evaluate(() => {
      const field = document.querySelector("[data-answer-field]");
      field?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true }));
    });
    expect(await stageOf(page)).toMatchObject({ card: content.id, revealed: false });
    for (let i = 0; i < "1 sbemu?".length; i++) await page.keyboard.press("Backspace");
    await until(page, holds, "");
    const right = (content.typed?.[0] ?? "").toUpperCase();
    await page.keyboard.type(right);
    await until(page, holds, right);
    await page.keyboard.press("Enter");
    await waitForStage(page, ({ revealed }) => revealed, "the answer");
    await until(page, () => document.querySelector('.verdict[data-verdict="right"]') !== null);
    await until(page, () => document.querySelector('[data-rating="3"][data-suggested]') !== null);
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press("2");
    await waitForStage(page, ({ revealed }) => !revealed, "the next card");
    const reviews = await reviewsIn(page);
    expect(reviews).toHaveLength(before + 1);
    expect(reviews.at(-1)).toMatchObject({ card: content.id, rating: 2 });
  });

  test("another thing brings the comparison of both next, also on a page that is opened later", async () => {
    const driver = await start(kind);
    const page = await typing(driver);
    const { id, mixUps: [mixUp] = [] } = await reachTyped(page, ({ mixUps = [] }) => mixUps.length > 0);
    await inField(page);
    const other = mixUp?.other[0] ?? "";
    await page.keyboard.type(other);
    await until(page, holds, other);
    await page.keyboard.press("Enter");
    await waitForStage(page, ({ revealed }) => revealed, "the answer");
    await until(page, () => document.querySelector(".mixed-up") !== null);
    expect(await textOf(page, ".mixed-up")).toBe(
      `You took ${mixUp?.thing} for ${mixUp?.other[0]}: a card on how they differ comes soon.`,
    );
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press("1");
    await waitForStage(page, ({ revealed }) => !revealed, "what comes next");
    expect(await reachCard(page)).toMatchObject({ card: mixUp?.contrast });
    const later = await driver.open("popup");
    expect(await reachCard(later)).toMatchObject({ card: mixUp?.contrast });
    expect((await reviewsIn(later)).at(-1)).toMatchObject({ card: id, rating: 1, calls: mixUp?.contrast });
  });

  test("what is not the answer, or nothing, is graded Again by one more Enter, as the drawn button says", async () => {
    const driver = await start(kind);
    const page = await typing(driver);
    for (const typed of ["zzz", ""]) {
      const { id } = await reachTyped(page, () => true);
      await inField(page);
      await page.keyboard.type(typed);
      await until(page, holds, typed);
      await page.keyboard.press("Enter");
      await waitForStage(page, ({ revealed }) => revealed, "the answer");
      await until(page, () => document.querySelector('[data-rating="1"][data-suggested]') !== null);
      // Too soon after the answer it grades nothing; on the next card it would mean another thing.
      await until(page, () => {
        if (!document.querySelector("[data-rating]")) return true;
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
        return false;
      });
      expect((await reviewsIn(page)).at(-1)).toMatchObject({ card: id, rating: 1 });
    }
  });

  test("what is far from the answer stands above it in plain words, what is near is compared letter by letter", async () => {
    const driver = await start(kind);
    const page = await typing(driver);
    const far = await reachTyped(page, () => true);
    await inField(page);
    await page.keyboard.type("zzz");
    await until(page, holds, "zzz");
    await page.keyboard.press("Enter");
    await waitForStage(page, ({ revealed }) => revealed, "the answer");
    const lines = await textOf(page, '.typed-answer[data-compared="lines"]');
    expect(lines).toBe(`You typed: zzzThe card says: ${plainText(far.answer)}`);
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.press("4");
    await waitForStage(page, ({ revealed }) => !revealed, "the next card");

    const near = await reachTyped(page, ({ typed = [] }) => (typed[0] ?? "").length > 8);
    await inField(page);
    const typed = `${near.typed?.[0]}q`;
    await page.keyboard.type(typed);
    await until(page, holds, typed);
    await page.keyboard.press("Enter");
    await waitForStage(page, ({ revealed }) => revealed, "the answer");
    expect(await textOf(page, '.typed-answer[data-compared="letters"] del')).toBe("q");
    const said = await textOf(page, '.typed-answer[data-compared="letters"] .visually-hidden');
    expect(said.toLowerCase()).toBe(`you typed: ${typed} compared with: ${near.typed?.[0]}`.toLowerCase());
  });
});
