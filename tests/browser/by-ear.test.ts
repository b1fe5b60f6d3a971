import type { CDPSession } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Gallery, openGallery } from "../support/gallery/drive.ts";

/** What the interface says to who hears it: names, descriptions and regions of the accessibility tree, and where the focus is. */

let gallery: Gallery;
let session: CDPSession;
beforeAll(async () => {
  gallery = await openGallery();
  session = await gallery.page.createCDPSession();
});
afterAll(() => gallery.close());

interface Heard {
  readonly role: string;
  readonly name: string;
  readonly description: string;
}

async function heard(): Promise<readonly Heard[]> {
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const textOf = (value: { readonly value?: unknown } | undefined): string => String(value?.value ?? "");
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, description }) => ({
      role: textOf(role),
      name: textOf(name),
      description: textOf(description),
    }));
}
const named = async (role: string): Promise<readonly string[]> =>
  (await heard()).filter((one) => one.role === role).map(({ name }) => name);
const statuses = (): Promise<readonly string[]> =>
  gallery.page.$$eval("[role='status']", (all) => all.map(({ textContent }) => textContent ?? ""));
/** What has the focus, as a selector that it matches. */
const focused = (selector: string): Promise<boolean> =>
  gallery.page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector);
const press = (key: "Escape" | "?" | "Enter" | "Tab"): Promise<void> => gallery.page.keyboard.press(key);

describe("a card", () => {
  it("names its options by the letters that choose them", async () => {
    await gallery.next("choice-question", "page");
    const options = (await named("button")).filter((name) => /^[A-C] /.test(name));
    expect(options).toEqual(["A osteoclast", "B osteoblast", "C osteocyte"]);
  });

  it("says of the grade that Space and Enter give that they do, and in a region where that is Again", async () => {
    const byKey = async () => (await named("button")).filter((name) => name.includes("Space or Enter"));
    await gallery.next("choice-right", "page");
    await gallery.page.waitForSelector("[data-rating]");
    expect(await byKey()).toEqual([expect.stringMatching(/^Good /)]);
    expect((await statuses()).join("")).toBe("");
    // The region is there before it has anything to say.
    await gallery.next("choice-long-question", "page");
    const region = await gallery.page.$(".study-bar [role='status']");
    await gallery.page.click("[data-option='0']");
    await gallery.page.waitForSelector("[data-rating='1'][data-suggested]");
    expect(await byKey()).toEqual([expect.stringMatching(/^Again /)]);
    expect(await region?.evaluate((one) => one.isConnected && one.textContent)).toBe("Space or Enter gives “Again”.");
  });

  it.each(["typed-asked", "number-question"])(
    "names U for Undo only where U is no letter of a field: %s",
    async (state) => {
      const undo = async () => (await heard()).find(({ role, name }) => role === "button" && name === "Undo");
      const keys = () =>
        gallery.page.$eval("[aria-keyshortcuts*='Control+Z']", (one) => one.getAttribute("aria-keyshortcuts"));
      await gallery.next("forward-question", "page");
      expect((await undo())?.description).toMatch(/\(U or Ctrl\+Z\)$/);
      await gallery.next(state, "page");
      expect((await undo())?.description).toMatch(/ \(Ctrl\+Z\)$/);
      expect(await keys()).toBe("Control+Z Meta+Z");
      await gallery.page.click("[aria-controls='more-panel']");
      await gallery.page.waitForSelector(".keys");
      expect(await gallery.page.$eval(".keys", (list) => list.textContent)).toContain("while nothing is typed");
    },
  );

  it("keeps Escape within its source: the report first, then the source, then the card", async () => {
    await gallery.next("source-open", "page");
    const open = () => gallery.page.$$eval("details[open]", (all) => all.map(({ className }) => className));
    await gallery.page.focus(".report textarea");
    expect(await open()).toEqual(["source", "report"]);
    await press("Escape");
    expect(await open()).toEqual(["source"]);
    expect(await focused(".report > summary")).toBe(true);
    await press("Escape");
    expect(await open()).toEqual([]);
    expect(await focused(".source > summary")).toBe(true);
  });
});

describe("what is read once", () => {
  it.each(["term", "fact", "done", "paused", "return", "welcome", "correction", "leech"])(
    "is called by its heading, and has the focus: %s",
    async (state) => {
      await gallery.show(state, "popup");
      await gallery.page.waitForSelector("[data-notice]");
      const heading = await gallery.page.$eval("[data-notice] h1", (one) => one.textContent ?? "");
      expect(heading).not.toBe("");
      // A style may begin it with a capital letter.
      expect((await named("article")).map((name) => name.toLowerCase())).toEqual([heading.toLowerCase()]);
      expect(await focused("[data-notice]")).toBe(true);
    },
  );
});

describe("the focus", () => {
  it("goes from the list of keys to where it was before, or to the button of the list", async () => {
    await gallery.show("forward-question", "popup");
    expect(await focused(".question-side")).toBe(true);
    await press("?");
    await gallery.page.waitForSelector(".more");
    await gallery.page.focus(".more [data-action='mark']");
    await press("Escape");
    expect(await focused(".question-side")).toBe(true);
    await gallery.page.focus("[aria-controls='more-panel']");
    await press("Enter");
    await gallery.page.waitForSelector(".more");
    await gallery.page.focus(".more [data-action='mark']");
    await press("Escape");
    expect(await focused("[aria-controls='more-panel']")).toBe(true);
    // On a page nothing has it at first.
    await gallery.show("forward-question", "page");
    await press("?");
    await gallery.page.waitForSelector(".more");
    await gallery.page.focus(".more [data-action='mark']");
    await press("Escape");
    expect(await focused("[aria-controls='more-panel']")).toBe(true);
  });

  it("goes from the words of a card to their button", async () => {
    await gallery.show("words-open", "page");
    await gallery.page.focus("#glossary-panel");
    await press("Escape");
    expect(await focused("[aria-controls='glossary-panel']")).toBe(true);
  });

  it("goes to the field whose text is the deck's again, and to the first where a draft is discarded", async () => {
    await gallery.show("edit-open", "page");
    await gallery.page.focus("[data-action='deck-question']");
    await press("Enter");
    expect(await focused("textarea[name='question']")).toBe(true);
    // What was typed is kept as long as the page is there.
    await press("Escape");
    await press("Escape");
    await gallery.page.waitForSelector("dialog.edit-card", { hidden: true });
    await gallery.page.keyboard.press("e");
    await gallery.page.waitForSelector("[data-action='discard-draft']");
    // The dialog says so as it opens.
    expect((await heard()).find(({ role }) => role === "dialog")?.description).toMatch(/not saved yet/);
    await gallery.page.focus("[data-action='discard-draft']");
    await press("Enter");
    expect(await focused("textarea[name='question']")).toBe(true);
  });
});

describe("the settings", () => {
  it("say which days can be set, as long as none of them is chosen", async () => {
    const set = async () => (await heard()).find(({ role, name }) => role === "button" && name === "Set the day");
    await gallery.show("exam", "page");
    expect((await set())?.description).toMatch(/^First choose a day from .+ to .+\.$/);
    await gallery.page.$eval("input[name='exam-day']", (field) => {
      field.value = field.min;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await gallery.page.waitForSelector("[data-action='set-exam'][aria-disabled='false']");
    expect((await set())?.description).toBe("");
  });
});

describe("the list of cards", () => {
  const row = (): Promise<string | null | undefined> =>
    gallery.page.evaluate(() => document.activeElement?.getAttribute("data-row"));

  it("chooses and leaves the row that has the focus, wherever it was put", async () => {
    await gallery.show("cards-list", "page");
    await gallery.page.focus("[data-row='4']");
    await gallery.page.keyboard.press("Space");
    const asked = () => gallery.page.evaluate(() => window.asked.at(-1));
    expect(await asked()).toBe("choose bone-hormones/far/forward");
    await gallery.page.focus("[data-row='1']");
    await gallery.page.keyboard.press("ArrowDown");
    expect(await row()).toBe("2");
    await gallery.page.focus("[data-row='4']");
    await gallery.page.keyboard.down("Shift");
    await gallery.page.keyboard.press("ArrowDown");
    await gallery.page.keyboard.up("Shift");
    expect(await row()).toBe("5");
    expect(await asked()).toBe("choose bone-hormones/far/forward,bone-hormones/new/forward");
  });

  it("takes the focus to what was taken back once that is said", async () => {
    await gallery.show("chosen-done", "page");
    await gallery.page.focus("[data-action='card-back']");
    await gallery.page.evaluate(() =>
      document.addEventListener("focusin", ({ target }) => {
        if (target instanceof Element && target.matches("[role='status']")) window.asked.push(target.textContent ?? "");
      }),
    );
    await press("Enter");
    await gallery.page.waitForFunction(() => window.asked.length > 0);
    await gallery.page.waitForSelector("[data-action='card-back']", { hidden: true });
    const said = await gallery.page.$eval(".card-said", (line) => line.textContent);
    expect(await gallery.page.evaluate(() => window.asked)).toEqual([said]);
    expect(await focused(".card-said")).toBe(true);
  });
});

describe("the charts", () => {
  it("name each table by its chart", async () => {
    await gallery.show("chart-kinds", "page");
    const title = await gallery.page.$eval(".chart-title", (heading) => heading.textContent);
    const tables = (await heard()).filter(({ role, name }) => /^As a table/.test(name) && !/text/i.test(role));
    expect(tables.map(({ name }) => name)).toEqual([`As a table: ${title}`]);
  });
});

describe("nothing is said twice", () => {
  it.each(["forward-question", "more-open", "term-keys", "done", "quiet-until-tomorrow", "edit-open"])(
    "as a name and its description: %s",
    async (state) => {
      await gallery.show(state, "page");
      const twice = (await heard()).filter(({ name, description }) => name !== "" && name === description);
      expect(twice).toEqual([]);
    },
  );

  it("by a quiet tab, which is called by its sentence", async () => {
    await gallery.next("quiet-until-tomorrow", "page");
    expect(await named("region")).toEqual(["Quiet until tomorrow."]);
    expect(await statuses()).toEqual([]);
  });

  it("of how much is known, at the end of a day", async () => {
    await gallery.show("done", "page");
    await gallery.page.waitForSelector(".fact-ring");
    const told = (await heard()).filter(({ name }) => /You have begun \d+ of/.test(name)).map(({ role }) => role);
    expect(new Set(told)).toEqual(new Set(["StaticText", "InlineTextBox"]));
  });
});
