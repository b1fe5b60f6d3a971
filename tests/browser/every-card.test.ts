import { afterAll, beforeAll, expect, it } from "vitest";
import { type Gallery, openGallery, POPUP_SIZE } from "../support/gallery/drive.ts";

/** Every card of the deck in the popup at its own size. */

let gallery: Gallery;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());

it("shows the question, the answer and its reason beside the grades without scrolling, for every card", async () => {
  await gallery.page.setViewport(POPUP_SIZE);
  await gallery.show("forward-question", "popup");
  const cards = await gallery.page.evaluate(() => window.everyCard("popup"));
  expect(cards.length).toBeGreaterThan(100);
  const tooLong = cards.filter(({ question, answer, reason }) => Math.max(question, answer, reason) > 0);
  expect(tooLong).toEqual([]);
});
