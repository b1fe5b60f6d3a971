import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useOneLentBrowser } from "../../support/extension/browsers.ts";
import { KINDS } from "../../support/extension/driver.ts";
import { chooseSetting } from "../../support/extension/settings.ts";
import {
  answer,
  reachCard,
  reveal,
  reviewsIn,
  type Stage,
  stageOf,
  waitForStage,
} from "../../support/extension/study.ts";

const start = useOneLentBrowser();

describe.each(KINDS)("in %s", (kind) => {
  test("three views that have turned the same card grade it once", async () => {
    const driver = await start(kind);
    const views = [await driver.newTab(), await driver.newTab(), await driver.open("popup")];
    const cards: string[] = [];
    for (const view of views) cards.push((await reveal(view)).card);
    expect(new Set(cards).size).toBe(1);
    await Promise.all(views.map((view) => view.keyboard.press("4")));
    for (const view of views) await waitForStage(view, (stage) => stage.card !== cards[0], "a view to go on");
    const [popup] = views;
    if (!popup) throw new Error("no view");
    expect((await reviewsIn(popup)).map(({ card }) => card)).toEqual(cards.slice(0, 1));
  });

  test("a grade in the popup's page shows in an open new tab", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    const { card } = await reachCard(tab);
    const popup = await driver.open("popup");
    expect(await answer(popup, 4)).toBe(card);
    const next = await reachCard(popup);
    expect(next.card).not.toBe(card);
    await waitForStage(tab, (stage) => stage.card === next.card, "the new tab to show the popup's next card");
  });

  test("a key that is held down grades one card, and does nothing to the next", async () => {
    const driver = await start(kind);
    // More than the tests before have answered, so that a card comes after the one that is graded.
    await chooseSetting(await driver.open("options"), "newPerDay", 30);
    const popup = await driver.open("popup");
    let before: number;
    let next: Stage;
    do {
      const { card } = await reveal(popup);
      before = (await reviewsIn(popup)).length;
      await press(popup, ["4"], ["4", "4", "4"]);
      next = await waitForStage(popup, (stage) => stage.card !== card, "the next card");
    } while (next.card === "");
    await press(popup, [], ["4", " "]);
    // A key that means nothing here: whatever the others did is drawn by then.
    await popup.keyboard.press("4");
    expect(await stageOf(popup)).toEqual(next);
    expect(await reviewsIn(popup)).toHaveLength(before + 1);
  });
});

/** Presses keys in one instant, and then those of which only the repeats come, since they are held down. */
const press = (page: Page, pressed: string[], held: string[]): Promise<void> =>
  page.evaluate(
    (first, then) => {
      for (const [keys, repeat] of [
        [first, false],
        [then, true],
      ] as const)
        for (const key of keys)
          document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, repeat }));
    },
    pressed,
    held,
  );
