import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Gallery, openGallery } from "../support/gallery/drive.ts";

/** What the interface tells of its keys, plans and data, held against what they do. */

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

describe("the health of the data", () => {
  it("says that something was mended only where something was", async () => {
    const result = () => gallery.page.$eval("[data-health-result]", (line) => line.textContent);
    await gallery.next("health-differences", "page");
    expect(await result()).toBe(
      "2 differences were found and mended. 1 difference was found and could not be mended. Please save a backup file and report it.",
    );
    await gallery.next("health-left", "page");
    expect(await result()).toBe(
      "1 difference was found and could not be mended. Please save a backup file and report it.",
    );
  });

  it("says before a file comes in that taking it back could leave too much for a backup, and how much", async () => {
    const said = () =>
      gallery.page.$$eval("[data-take-back]", (lines) =>
        lines.map((line) => [line.getAttribute("data-take-back"), line.textContent]),
      );
    await gallery.show("backup-preview-much", "page");
    expect(await said()).toEqual([
      [
        "replace",
        "If you replace what is here and take that back later, your log may hold 1,650,000 entries. A backup holds 1,400,000 at most, so that none could be saved any more.",
      ],
    ]);
    await gallery.show("backup-preview-first", "page");
    expect(await said()).toEqual([
      [
        "first",
        "If you add this file and take it back later, your log may hold 1,650,000 entries. A backup holds 1,400,000 at most, so that none could be saved any more.",
      ],
    ]);
    await gallery.show("backup-preview", "page");
    expect(await said()).toEqual([]);
  });

  it("says what entries mean that cannot be read, and what to do, only where there are some", async () => {
    const said = () =>
      gallery.page.$$eval('[data-health="unreadable"]', (lines) => lines.map((line) => line.textContent));
    await gallery.show("health", "page");
    expect(await said()).toEqual([
      "The browser cannot read 2 entries of your log. They stay where they are, but may not count. “Check everything now” brings back those that the second record holds; if some are still here after that, restore an older backup file.",
    ]);
    await gallery.show("health-stranded", "page");
    expect(await said()).toEqual([]);
  });

  it("sends nobody to save a backup that a deck keeps from being made", async () => {
    await gallery.show("health-no-copy", "page");
    expect(
      await gallery.page.$$eval('[data-health^="copy-"]', (lines) => lines.map((line) => line.textContent)),
    ).toEqual([
      "The daily copy is not saved any more: your log has grown larger than this browser saves in the background (75 MB). Before you can save a backup file yourself, take out what is longer than one can hold: Muscles. Keep the file that such a deck came from. Or save the reviews as a table from time to time.",
    ]);
  });

  it("names the decks that are too long for a copy", async () => {
    await gallery.show("health-left", "page");
    expect(await gallery.page.$eval('[data-health="copy-beyond"]', (line) => line.textContent)).toBe(
      "The daily copy is saved without what is longer than a backup can hold: Muscles and Tendons. Keep the file that such a deck came from.",
    );
  });

  it("shows of a check how far it has come, and what was mended before it was stopped", async () => {
    await gallery.show("health-checking", "page");
    const bar = await gallery.page.$eval(".health progress", ({ ariaLabel, value, max }) => [ariaLabel, value, max]);
    expect(bar).toEqual(["Checking everything", 640_000, 1_900_000]);
    await gallery.page.click('[data-action="check"]');
    await gallery.page.click('[data-action="stop-check"]');
    expect(await asked()).toEqual(["stop check"]);
    await gallery.show("health-stopped", "page");
    expect(await gallery.page.$eval("[data-health-result]", (line) => line.textContent)).toBe(
      "2 differences were found and mended. The check was stopped before its end.",
    );
    await gallery.show("health-failed", "page");
    expect(await gallery.page.$eval("[data-health-result]", (line) => line.textContent)).toBe(
      "2 differences were found and mended. Osteon stopped the check, because it had not gone on for a long time. Load this page again and try once more.",
    );
  });
});

describe("the preview of a file", () => {
  /** Each name of the list within its entry, with how far both begin from the start of the list. */
  const lines = (of: string) =>
    gallery.page.$$eval(of, (names) =>
      names.map((name) => {
        const start = name.closest(".preview-counts")?.getBoundingClientRect().left ?? 0;
        const [own, value] = [name, name.nextElementSibling].map((element) => {
          const range = document.createRange();
          range.selectNodeContents(element ?? name);
          return range.getBoundingClientRect();
        });
        return {
          text: name.textContent,
          start: Math.round((own?.left ?? 0) - start),
          value: Math.round((value?.left ?? 0) - start),
          isBelow: (value?.top ?? 0) > ((own?.top ?? 0) + (own?.bottom ?? 0)) / 2,
        };
      }),
    );
  const top = () => lines(".preview-counts > dt");
  const parts = () => lines(".preview-counts > dt + dd + dd > dl > dt");

  it("has the kinds of new entries as parts of their sum, set in and with their numbers in one column", async () => {
    await gallery.page.setViewport({ width: 900, height: 800 });
    await gallery.show("backup-preview", "page");
    // Without the settings of the file, which are left out until somebody asks for them.
    expect((await parts()).map(({ text }) => text)).toEqual([
      "Answered a card",
      "Took something back",
      "Cards that would no longer be suspended",
      "Cards that would no longer be put off",
      "Stars that would go",
      "Wordings of your own that would go or change",
      "Cards that would be suspended again",
    ]);
    expect((await top()).map(({ text }) => text)).not.toContain("Answered a card");
    const sum = (await top()).find(({ text }) => text === "New entries");
    for (const part of await parts()) {
      expect(part.start).toBeGreaterThanOrEqual(12);
      expect([part.value, part.isBelow]).toEqual([sum?.value, false]);
    }
  });

  it.each(["backup-preview", "backup-preview-anki"])("has one column at 400 percent: %s", async (state) => {
    await gallery.page.setViewport({ width: 320, height: 256 });
    await gallery.show(state, "page");
    for (const { start, value, isBelow } of await top()) expect([start, value, isBelow]).toEqual([0, 0, true]);
    for (const { start, value, isBelow } of await parts()) {
      expect(start).toBeGreaterThanOrEqual(12);
      expect([value, isBelow]).toEqual([start, true]);
    }
    expect(await parts()).not.toEqual([]);
  });
});
