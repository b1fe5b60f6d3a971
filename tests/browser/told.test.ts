import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Gallery, openGallery } from "../support/gallery/drive.ts";

/** What the interface tells of its keys and plans, held against what they do. */

let gallery: Gallery;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());

const asked = (): Promise<string[]> => gallery.page.evaluate(() => window.asked);

describe("who comes back", () => {
  it("is told of a plan only where there is one", async () => {
    const last = () => gallery.page.$eval(".return > p:last-child", (sentence) => sentence.textContent);
    await gallery.next("return", "page");
    expect(await last()).toContain("this plan moves none");
    await gallery.next("return-few", "page");
    expect(await last()).toBe("Osteon has moved no card by itself.");
  });
});

describe("the list of keys", () => {
  const buttons = (): Promise<string[][]> =>
    gallery.page.$$eval(".more [data-action]", (all) =>
      all.map((button) => [button.textContent ?? "", button.getAttribute("aria-keyshortcuts") ?? ""]),
    );

  it("promises no letter that chooses an option", async () => {
    await gallery.next("forward-question", "page");
    await gallery.page.keyboard.press("?");
    expect(await buttons()).toContainEqual(["Put off until tomorrow (B)", "B"]);
    await gallery.next("choice-question", "page");
    await gallery.page.keyboard.press("?");
    expect(await buttons()).toContainEqual(["Put off until tomorrow", ""]);
    expect(await buttons()).toContainEqual(["Suspend (S)", "S"]);
    expect(await gallery.page.$eval(".keys", (list) => list.textContent)).toMatch(/^A B C.*Choose an option/);
    await gallery.page.keyboard.press("b");
    await gallery.page.waitForSelector(".answer");
    expect(await asked()).toEqual(["reveal"]);
  });

  it("offers another day and a new start only to a card for which they do anything", async () => {
    const names = async (): Promise<readonly string[]> => (await buttons()).map(([name]) => name ?? "");
    await gallery.next("forward-question", "page");
    await gallery.page.keyboard.press("?");
    expect(await names()).toContain("Card info (I)");
    expect((await names()).filter((name) => /Set due|Reset/.test(name))).toEqual([]);
    await gallery.next("more-learnt", "page");
    await gallery.page.waitForSelector(".more");
    expect((await names()).filter((name) => /Set due|Reset/.test(name))).toEqual(["Set due", "Reset"]);
  });

  it("comes into sight where the window is low, as at 400 %", async () => {
    await gallery.page.setViewport({ width: 320, height: 256 });
    await gallery.next("forward-question", "page");
    await gallery.page.keyboard.press("?");
    const [below, edge] = await gallery.page.evaluate(() => [
      document.querySelector(".more [data-action]")?.getBoundingClientRect().bottom ?? Number.POSITIVE_INFINITY,
      document.querySelector(".study-bar")?.getBoundingClientRect().top ?? 0,
    ]);
    expect(below).toBeLessThanOrEqual(edge ?? 0);
  });
});
