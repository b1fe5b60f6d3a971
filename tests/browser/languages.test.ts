/** Other languages have longer words, and some run from right to left: nothing is cut off or covered for it. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Gallery, openGallery, POPUP_SIZE } from "../support/gallery/drive.ts";
import type { Layout } from "../support/gallery/state.ts";

let gallery: Gallery;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());

const SIZES = [
  { layout: "popup", ...POPUP_SIZE },
  { layout: "page", width: 360, height: 640 },
  { layout: "page", width: 320, height: 640 },
] as const;

/** Every state, on the page that is there. */
async function expectFits(layout: Layout): Promise<void> {
  const { states, found } = await gallery.everyState(layout, "fits");
  expect(found).toEqual([]);
  expect(states).toBeGreaterThan(0);
  expect(states).toBe(gallery.states(layout).length);
}

describe.each(["en", "de", "es"] as const)("in %s", (language) => {
  it.each(SIZES)("cuts off no text in the $layout at $width × $height", async ({ layout, width, height }) => {
    await gallery.page.setViewport({ width, height });
    await gallery.show("forward-question", layout, "light", language);
    await expectFits(layout);
  });

  it.each([1100, 1440])("the offer to start covers nothing of the header at %i px", async (width) => {
    await gallery.page.setViewport({ width, height: 800 });
    await gallery.show("start", "page", "light", language);
    const covered = await gallery.page.evaluate(() => {
      const boxes = (selector: string): DOMRect[] =>
        [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect());
      const offer = boxes(".start-button, .start-offer .fine").filter(({ width: w }) => w > 0);
      return boxes(".study-left > span, .study-header .quiet-button:not([hidden])").filter((box) =>
        offer.some(({ left, right }) => left < box.right && right > box.left),
      ).length;
    });
    expect(covered).toBe(0);
  });
});

it.each(SIZES)("turns round in the $layout at $width × $height and still fits", async ({ layout, width, height }) => {
  await gallery.page.setViewport({ width, height });
  await gallery.show("forward-answer", layout);
  await gallery.page.evaluate(() => {
    document.documentElement.dir = "rtl";
  });
  await expectFits(layout);
  await gallery.show("forward-answer", layout);
  const order = (): Promise<number[]> =>
    gallery.page.evaluate(() => [...document.querySelectorAll(".grade")].map((one) => one.getBoundingClientRect().x));
  const before = await order();
  await gallery.page.evaluate(() => {
    document.documentElement.dir = "rtl";
  });
  expect(await order()).toEqual(before.toReversed());
});
