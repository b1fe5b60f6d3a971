import { describe, expect, test } from "vitest";
import { useOneLentBrowser } from "../support/browsers.ts";
import { KINDS } from "../support/driver.ts";
import { answer, reachCard, reveal, reviewsIn, waitForStage } from "../support/study.ts";

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

  test("a key that is held down grades one card", async () => {
    const driver = await start(kind);
    const popup = await driver.open("popup");
    const { card } = await reveal(popup);
    const before = (await reviewsIn(popup)).length;
    await popup.evaluate(() => {
      for (const repeat of [false, true, true, true]) {
        document.body.dispatchEvent(
          new KeyboardEvent("keydown", { key: "4", bubbles: true, cancelable: true, repeat }),
        );
      }
    });
    await waitForStage(popup, (stage) => stage.card !== card, "the next card");
    expect(await reviewsIn(popup)).toHaveLength(before + 1);
  });
});
