import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Gallery, openGallery } from "../support/gallery/drive.ts";

/** Fields, questions and lists of the settings by keyboard: what is set, refused, said, and where the focus goes. */

let gallery: Gallery;
beforeAll(async () => {
  gallery = await openGallery();
  await gallery.page.setViewport({ width: 1440, height: 900 });
});
afterAll(() => gallery.close());

const asked = (): Promise<string[]> => gallery.page.evaluate(() => window.asked);
const press = (key: "Enter" | "Escape" | "Tab"): Promise<void> => gallery.page.keyboard.press(key);
/** The action, or else the name or the tag, of what has the focus. */
const focused = (): Promise<string | undefined> =>
  gallery.page.evaluate(() => {
    const at = document.activeElement;
    return at?.getAttribute("data-action") ?? at?.getAttribute("name") ?? at?.tagName;
  });
const click = (action: string): Promise<void> => gallery.page.click(`[data-action="${action}"]`);

async function type(name: string, text: string): Promise<void> {
  await gallery.page.click(`[name="${name}"]`, { clickCount: 3 });
  await gallery.page.keyboard.type(text);
}

/** What a field is described with, and whether all of that is there before it is said. */
const described = (name: string): Promise<string> =>
  gallery.page.$eval(`[name="${name}"]`, (field) =>
    (field.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "missing")
      .join(" ")
      .trim(),
  );
const isInvalid = (name: string): Promise<string | null> =>
  gallery.page.$eval(`[name="${name}"]`, (field) => field.getAttribute("aria-invalid"));

describe("a field with a button that sets it", () => {
  it.each([
    ["pause", "more-new", "12", "more new 12"],
    ["pause-portions", "portion", "30", "portion 30"],
    ["machines", "machine-words", "six words", "passphrase six words"],
  ])("is set by Enter: %s", async (state, name, text, told) => {
    await gallery.next(state, "page");
    if (name === "machine-words") {
      await gallery.page.click("#machine-words");
      await gallery.page.keyboard.type(text);
    } else await type(name, text);
    await press("Enter");
    const asks = (await asked()).filter((one) => one !== "think of portions");
    expect(asks).toEqual([told]);
  });

  it.each([
    ["pause", "pause-until", "pause 20786"],
    ["exam", "exam-day", "exam 20786"],
  ])("is set by Enter where it is a day: %s", async (state, name, told) => {
    await gallery.next(state, "page");
    await gallery.page.$eval(
      `[name="${name}"]`,
      (field, day) => {
        (field as HTMLInputElement).value = day;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      },
      "2026-11-29",
    );
    await gallery.page.focus(`[name="${name}"]`);
    await press("Enter");
    const asks = (await asked()).filter((one) => one !== "think of portions");
    expect(asks).toEqual([told]);
  });

  it("refuses what cannot be set with a sentence that takes the place of what was said before, in a region that was there", async () => {
    await gallery.next("pause-refused", "page");
    await gallery.page.waitForSelector('[name="more-new"][aria-invalid="true"]');
    await gallery.next("pause", "page");
    const region = await gallery.page.$(".more-new [role='status']");
    await type("more-new", "201");
    expect(await isInvalid("more-new")).toBe("false");
    await press("Enter");
    await gallery.page.waitForSelector('[name="more-new"][aria-invalid="true"]');
    const wrong = "Enter a whole number from 0 to 200. Nothing was set.";
    expect(await region?.evaluate((one) => one.isConnected && one.textContent)).toBe(wrong);
    expect(await described("more-new")).toContain(wrong);
    expect(await asked()).toEqual([]);
    // By its button as well, which leads back to the field.
    await click("set-more-new");
    expect(await focused()).toBe("more-new");
    await type("more-new", "4");
    await gallery.page.waitForSelector('[name="more-new"][aria-invalid="false"]');
    expect(await region?.evaluate((one) => one.textContent)).toBe("");
  });

  it("says no longer that a number was set once the next one is refused", async () => {
    await gallery.next("pause-refused", "page");
    await gallery.page.waitForFunction(() => document.querySelector("[data-catch-up-said]")?.textContent === "");
  });

  it("asks for a day where none was chosen", async () => {
    await gallery.next("pause", "page");
    await click("pause");
    await gallery.page.waitForSelector('[name="pause-until"][aria-invalid="true"]');
    expect(await described("pause-until")).toMatch(/^First choose a day from /);
    expect(await focused()).toBe("pause-until");
    expect(await asked()).toEqual([]);
  });

  it("reads out again that another number is refused, where the words are the same", async () => {
    await gallery.next("settings", "page");
    const refuse = async (text: string) => {
      await type("newPerDay", text);
      await press("Enter");
      await gallery.page.waitForFunction(
        (wanted) => document.querySelector<HTMLInputElement>('[name="newPerDay"]')?.value === wanted,
        {},
        text,
      );
      return gallery.page.waitForSelector("#newPerDay-error > span");
    };
    const first = await refuse("201");
    await refuse("202");
    await gallery.page.waitForFunction((before) => !before?.isConnected, {}, first);
    expect(await isInvalid("newPerDay")).toBe("true");
  });

  it("says of a number that it is saved once it is, and nothing of the one before", async () => {
    await gallery.next("settings", "page");
    const set = async (text: string): Promise<void> => {
      await type("newPerDay", text);
      await press("Enter");
      await gallery.page.waitForFunction((wanted) => window.asked.at(-1) === wanted, {}, `newPerDay ${text}`);
      await gallery.page.waitForFunction(() =>
        [...document.querySelectorAll("#newPerDay ~ [role='status']")].some((one) => one.textContent === "Saved."),
      );
    };
    await set("0");
    const none = "While this is 0, no new card ever comes.";
    const region = () => gallery.page.$eval("#newPerDay-error", (one) => one.textContent);
    expect(await region()).toBe(none);
    await type("newPerDay", "abc");
    await press("Enter");
    await gallery.page.waitForSelector('[name="newPerDay"][aria-invalid="true"]');
    expect(await gallery.page.$eval("#newPerDay ~ [role='status']", (one) => one.textContent)).toBe("");
    await gallery.page.evaluate(() => {
      const said: string[] = [];
      const error = document.querySelector("#newPerDay-error");
      if (error) new MutationObserver(() => said.push(error.textContent ?? "")).observe(error, { childList: true });
      Object.assign(window, { said });
    });
    await set("8");
    expect(await gallery.page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual([""]);
    expect(await region()).toBe("");
  });

  it("reads out again that all is at the defaults, where that is asked for again", async () => {
    await gallery.next("settings", "page");
    await click("restore-defaults");
    const told = '#options-defaults ~ .ask-in-place [role="status"] > span';
    const first = await gallery.page.waitForSelector(told);
    await click("restore-defaults");
    await gallery.page.waitForFunction((before) => !before?.isConnected, {}, first);
    expect(await gallery.page.$eval(told, (one) => one.textContent)).toBe(
      "All of these settings are at their defaults.",
    );
  });
});

describe("the list of cards", () => {
  it("gives its rows the height of two lines of a question once the window is narrow", async () => {
    await gallery.page.setViewport({ width: 900, height: 900 });
    await gallery.next("cards-list", "page");
    const tops = () =>
      gallery.page.$$eval(".card-row", (rows) => rows.map((row) => Math.round(row.getBoundingClientRect().top)));
    const apart = async (): Promise<number> => {
      const [first = 0, second = 0] = await tops();
      return second - first;
    };
    expect(await apart()).toBe(56);
    await gallery.page.setViewport({ width: 640, height: 900 });
    await gallery.page.waitForFunction(() => {
      const [first, second] = [...document.querySelectorAll(".card-row")].map((row) => row.getBoundingClientRect());
      return first !== undefined && second !== undefined && Math.round(second.top - first.top) === 76;
    });
    await gallery.page.setViewport({ width: 1440, height: 900 });
  });
});

describe("a question in place of its button", () => {
  const QUESTIONS = [
    ["settings-defaults", "restore-defaults", "keep-settings"],
    ["backup-preview-replace", "replace", "keep-here"],
    ["backup-take-back", "take-back", "keep-file"],
    ["backup-take-rest-back", "take-back", "keep-file"],
    ["decks-remove", "remove-deck", "keep-deck"],
  ] as const;

  it.each(QUESTIONS)("has the focus, its words as name and what it comes to as description: %s", async (state) => {
    await gallery.next(state, "page");
    await gallery.page.waitForSelector(".asked:focus");
    const [name, what] = await gallery.page.$eval(".asked", (one) =>
      ["aria-labelledby", "aria-describedby"].map(
        (by) => document.getElementById(one.getAttribute(by) ?? "")?.textContent,
      ),
    );
    expect(name).toMatch(/\S/);
    if (state === "backup-preview-replace") expect(what).toMatch(/no longer count/);
  });

  it.each(QUESTIONS)("is answered with no by Escape, and gives the focus back: %s", async (state, opener, no) => {
    await gallery.next(state, "page");
    await gallery.page.waitForSelector(".asked:focus");
    await press("Escape");
    await gallery.page.waitForSelector(".asked", { hidden: true });
    expect(await focused()).toBe(opener);
    // Also from one of its buttons, and where a click beside it took the focus.
    await press("Enter");
    await gallery.page.waitForSelector(".asked:focus");
    await gallery.page.focus(`[data-action="${no}"]`);
    await press("Escape");
    await gallery.page.waitForSelector(".asked", { hidden: true });
    expect(await focused()).toBe(opener);
    await press("Enter");
    await gallery.page.waitForSelector(".asked:focus");
    await gallery.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await press("Escape");
    await gallery.page.waitForSelector(".asked", { hidden: true });
    expect(await focused()).toBe(opener);
    expect(await asked()).toEqual([]);
  });

  it.each([
    ["backup-take-back", ["It brought 1,312 entries", "counts as it did before", "your other machines"]],
    ["backup-take-rest-back", ["804 entries of it are left", "counts as it did before"]],
  ])("says what taking a file back comes to before it is done, and does it at a yes: %s", async (state, parts) => {
    await gallery.next(state, "page");
    await gallery.page.waitForSelector(".asked:focus");
    const said = await gallery.page.$eval(".asked", ({ textContent }) => textContent);
    for (const part of parts) expect(said).toContain(part);
    expect(said.includes("your other machines")).toBe(state === "backup-take-back");
    expect(await asked()).toEqual([]);
    await click("confirm-take-back");
    expect(await asked()).toEqual(["take back"]);
    await gallery.page.waitForSelector(".asked", { hidden: true });
    expect(await focused()).toBe("take-back");
  });

  it("is left alone by Escape elsewhere on the page", async () => {
    await gallery.next("backup-preview-replace", "page");
    await gallery.page.waitForSelector(".asked:focus");
    await gallery.page.focus('[name="table-kind"]');
    await press("Escape");
    expect(await gallery.page.$(".asked")).not.toBeNull();
  });
});

describe("the list of suspended cards", () => {
  it("gives the focus to the next card as one is called back, and to its heading after the last", async () => {
    await gallery.next("suspended", "page");
    const rows = () => gallery.page.$$eval("[data-suspended]", (all) => all.length);
    const row = () =>
      gallery.page.evaluate(() => document.activeElement?.closest("[data-suspended]")?.getAttribute("data-suspended"));
    await gallery.page.focus('[data-suspended="gallery/f0/forward"] button');
    await press("Enter");
    await gallery.page.waitForFunction(() => document.querySelectorAll("[data-suspended]").length === 2);
    expect(await row()).toBe("gallery/f1/forward");
    await gallery.page.focus('[data-suspended="gallery/f2/forward"] button');
    await press("Enter");
    await gallery.page.waitForFunction(() => document.querySelectorAll("[data-suspended]").length === 1);
    expect(await focused()).toBe("H2");
    await gallery.page.focus('[data-suspended="gallery/f1/forward"] button');
    await press("Enter");
    await gallery.page.waitForFunction(() => document.querySelectorAll("[data-suspended]").length === 0);
    expect(await focused()).toBe("H2");
    expect(await rows()).toBe(0);
  });
});
