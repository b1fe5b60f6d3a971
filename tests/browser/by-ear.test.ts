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
  readonly isFocused: boolean;
}

async function heard(): Promise<readonly Heard[]> {
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const textOf = (value: { readonly value?: unknown } | undefined): string => String(value?.value ?? "");
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, description, properties = [] }) => ({
      role: textOf(role),
      name: textOf(name),
      description: textOf(description),
      isFocused: properties.some((one) => String(one.name) === "focused" && one.value.value === true),
    }));
}
const named = async (role: string): Promise<readonly string[]> =>
  (await heard()).filter((one) => one.role === role).map(({ name }) => name);
const described = async (role: string, wanted: string): Promise<string | undefined> =>
  (await heard()).find((one) => one.role === role && one.name === wanted)?.description;
/** The name of what has the focus, beside that of the page. */
const focusedName = async (): Promise<string | undefined> =>
  (await heard()).find(({ role, isFocused }) => isFocused && role !== "RootWebArea")?.name;
const focusedDescription = async (): Promise<string | undefined> =>
  (await heard()).find(({ role, isFocused }) => isFocused && role !== "RootWebArea")?.description;
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

  it("is read out with its options, or with its chain", async () => {
    await gallery.next("choice-question", "popup");
    expect(await focusedDescription()).toMatch(/^Options: A osteoclast B osteoblast C osteocyte /);
    await gallery.next("pathway-question", "popup");
    await gallery.page.waitForSelector(".pathway");
    expect(await focusedDescription()).toMatch(/^Pathway, from first to last: .+ the missing station/);
    await gallery.next("diagram-question", "popup");
    await gallery.page.waitForSelector(".picture");
    expect(await focusedDescription()).toMatch(/\. \S/);
  });

  it.each(["forward-question", "choice-question", "diagram-question"])(
    "is read out by its question, once: %s",
    async (state) => {
      await gallery.next(state, "popup");
      const question = await gallery.page.$eval(".question", ({ textContent }) => textContent);
      expect(await focusedName()).toBe(question);
      const said = (await heard()).filter(({ role, name }) => !/Text/.test(role) && name.includes(question ?? ""));
      expect(said.map(({ role }) => role)).toEqual(["heading"]);
    },
  );

  it("says where it stands after that", async () => {
    await gallery.next("forward-question", "popup");
    const where = await gallery.page.$eval(".card .eyebrow", ({ textContent }) => textContent);
    expect(await focusedDescription()).toBe(where);
  });

  it.each([
    ["choice-right", /^Right, it is /],
    ["choice-wrong", /^Not right\. It is /],
    ["typed-wrong", /^Not the same as the answer\. The grade is yours FGF23/],
    ["number-right", /^Your number is within the range \S/],
    ["cloze-answer", /^\S/],
  ])("has its verdict and its answer read out with the answer that has the focus: %s", async (state, words) => {
    await gallery.next(state, "page");
    await gallery.page.waitForSelector(".answer");
    expect(await described("region", "Answer")).toMatch(words);
  });

  it("names Enter alone for a number once there is one in its field", async () => {
    await gallery.next("number-question", "page");
    const keys = () => gallery.page.$eval(".go-on", (one) => one.getAttribute("aria-keyshortcuts"));
    expect(await keys()).toBe("Space Enter");
    await gallery.page.keyboard.press("5");
    await gallery.page.waitForSelector(".go-on[aria-keyshortcuts='Enter']");
    expect(await gallery.page.$eval(".go-on", ({ textContent }) => textContent)).toBe("CheckEnter");
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

describe("words in a row", () => {
  it("are each read out", async () => {
    await gallery.show("term", "popup");
    const first = await gallery.page.$("[data-notice='term']");
    const name = await focusedName();
    await press("Enter");
    await gallery.page.waitForFunction((one) => !one?.isConnected, {}, first);
    expect(await focused("[data-notice='term']")).toBe(true);
    expect(await focusedName()).not.toBe(name);
  });
});

describe("what is told in passing", () => {
  it("comes into a region that was there before: what counts in a visit", async () => {
    await gallery.show("term", "page");
    await gallery.page.evaluate(() => {
      const begun: string[] = [];
      Object.assign(window, { begun });
      new MutationObserver(() => {
        const region = document.querySelector(".visit-bar [role='status']");
        if (region && begun.length === 0) begun.push(region.textContent ?? "");
      }).observe(document.body, { childList: true, subtree: true });
    });
    await gallery.next("visit-practice", "page");
    await gallery.page.waitForFunction(() =>
      document.querySelector(".visit-bar [role='status']")?.textContent?.startsWith("Practice: "),
    );
    expect(await gallery.page.evaluate(() => (window as unknown as { begun: string[] }).begun)).toEqual([""]);
  });
});

describe("the focus", () => {
  it("goes to the list of keys and to the words as they open, and back", async () => {
    await gallery.show("forward-question", "popup");
    await press("?");
    await gallery.page.waitForSelector(".more");
    expect(await focused(".more")).toBe(true);
    expect(await focusedName()).toBe("Keys, and more for this card");
    await press("?");
    await gallery.page.waitForSelector(".more", { hidden: true });
    expect(await focused(".question")).toBe(true);
    await gallery.page.focus("[aria-controls='glossary-panel']");
    await press("Enter");
    await gallery.page.waitForSelector(".glossary");
    expect(await focused(".glossary")).toBe(true);
    await press("Escape");
    expect(await focused("[aria-controls='glossary-panel']")).toBe(true);
    // On a page nothing has it at first, and the keys stay with the card.
    await gallery.show("forward-question", "page");
    await press("?");
    await gallery.page.waitForSelector(".more");
    expect(await focused(".more")).toBe(true);
    await press("Escape");
    await gallery.page.waitForSelector(".more", { hidden: true });
    expect(await focused("body")).toBe(true);
  });

  it("goes from the list of keys to where it was before, or to the button of the list", async () => {
    await gallery.show("forward-question", "popup");
    expect(await focused(".question")).toBe(true);
    await press("?");
    await gallery.page.waitForSelector(".more");
    await gallery.page.focus(".more [data-action='mark']");
    await press("Escape");
    expect(await focused(".question")).toBe(true);
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
    await gallery.page.waitForFunction(() => {
      const button = document.querySelector("[data-action='set-exam']");
      return document.getElementById(button?.getAttribute("aria-describedby") ?? "")?.textContent === "";
    });
    expect((await set())?.description).toBe("");
  });
});

describe("a section that gets the focus from a button that has gone", () => {
  it("says whether a pause holds, and until when", async () => {
    await gallery.show("pause", "page");
    expect(await described("region", "A pause")).toMatch(/^No pause holds now\. For a holiday: /);
    await gallery.show("pause-on", "page");
    expect(await described("region", "A pause")).toMatch(/^Osteon asks nothing until .+\.$/);
  });

  it("says where the cards are, and which keys open them", async () => {
    await gallery.show("popup-only-other", "page");
    await gallery.page.waitForSelector("[data-shortcut]");
    const name = "Your cards are in the popup, under Osteon’s button in the toolbar.";
    expect(await described("region", name)).toBe("On the keyboard, Alt+Shift+O opens them.");
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

  it("names each row by its card, with its question once", async () => {
    await gallery.show("cards-list", "page");
    const rows = (await named("row")).slice(1);
    // The star before it is named in words.
    const questions = await gallery.page.$$eval(".card-front", (all) =>
      all.map((one) => one.lastChild?.textContent ?? ""),
    );
    expect(rows).toHaveLength(questions.length);
    for (const [at, question] of questions.entries()) expect(rows[at]?.split(question)).toHaveLength(2);
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
  it.each(["chart-kinds", "done", "info-answer"])(
    "are one picture each, without what is drawn in it: %s",
    async (state) => {
      await gallery.show(state, "page");
      await gallery.page.waitForSelector("svg[role='img']");
      const { nodes } = await session.send("Accessibility.getFullAXTree");
      const images = nodes.filter(({ ignored, role }) => !ignored && role?.value === "image");
      expect(images).not.toEqual([]);
      const inside = nodes.filter(({ ignored, parentId }) => !ignored && images.some((one) => one.nodeId === parentId));
      expect(inside.map(({ role, name }) => [role?.value, name?.value])).toEqual([]);
    },
  );

  it("name each table by its chart", async () => {
    await gallery.show("chart-kinds", "page");
    const title = await gallery.page.$eval(".chart-title", (heading) => heading.textContent);
    const tables = (await heard()).filter(({ role, name }) => /^As a table/.test(name) && !/text/i.test(role));
    expect(tables.map(({ name }) => name)).toEqual([`As a table: ${title}`]);
  });
});

describe("nothing is said twice", () => {
  it.each([
    ...["forward-question", "more-open", "term-keys", "done", "quiet-until-tomorrow", "edit-open"],
    ...["cards-list", "chart-kinds"],
  ])("as a name and its description: %s", async (state) => {
    await gallery.show(state, "page");
    const twice = (await heard()).filter(({ name, description }) => description !== "" && name.includes(description));
    expect(twice).toEqual([]);
  });

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
