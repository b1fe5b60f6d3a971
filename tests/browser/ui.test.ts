import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../src/core/settings.ts";
import { type Gallery, openGallery, POPUP_SIZE } from "../support/gallery/drive.ts";
import type { Layout } from "../support/gallery/state.ts";

/** The interface without an extension around it: what it looks like does not move, and keys do what they say. */

const SIZES = [
  { layout: "popup", ...POPUP_SIZE },
  { layout: "page", width: 360, height: 640 },
  { layout: "page", width: 1440, height: 900 },
] as const satisfies readonly { layout: Layout; width: number; height: number }[];

let gallery: Gallery;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());

const asked = (): Promise<string[]> => gallery.page.evaluate(() => window.asked);
const activeClass = (): Promise<string> => gallery.page.evaluate(() => document.activeElement?.className ?? "");

/** Presses a key and keeps it down: one first keydown, then as many that repeat. */
async function hold(key: "Enter" | " " | "3", repeats: number): Promise<void> {
  const puppeteerKey = key === " " ? "Space" : key === "3" ? "Digit3" : key;
  for (let i = 0; i <= repeats; i += 1) await gallery.page.keyboard.down(puppeteerKey);
  await gallery.page.keyboard.up(puppeteerKey);
}

describe.each(SIZES)("in the $layout at $width × $height", ({ layout, width, height }) => {
  beforeEach(() => gallery.page.setViewport({ width, height }));

  /** Where everything stands that was there before the answer. */
  const places = (): Promise<Record<string, number[]>> =>
    gallery.page.evaluate(() => {
      const standing =
        ".study-header, .study-left, .eyebrow, .question, .blank, .options > li, .pathway-node, .number-field input, .number-unit, .study-bar, .bar";
      return Object.fromEntries(
        [...document.querySelectorAll(standing)].map((element, index) => {
          const { x, y: top, width: w, height: h } = element.getBoundingClientRect();
          // Where the answer had to be brought into sight, the sheet has scrolled: that moves nothing on it.
          const y = top + (element.closest(".sheet")?.scrollTop ?? 0);
          return [
            `${index} ${element.classList[0] ?? element.tagName}`,
            [x, y, w, h].map((value) => Math.round(value * 10) / 10),
          ];
        }),
      );
    });

  it("moves nothing when the answer appears, for every type of card", async () => {
    const questions = gallery.states(layout).filter((state) => state.endsWith("-question"));
    expect(questions.length).toBeGreaterThan(10);
    await gallery.show("forward-question", layout);
    for (const state of questions) {
      await gallery.next(state, layout);
      const before = await places();
      await gallery.page.keyboard.press("Space");
      await gallery.page.waitForSelector(".answer");
      expect(await places(), state).toEqual(before);
    }
  });

  it("cuts off no text, needs no sideways scrolling and has nothing for axe-core to object to, in any state", async () => {
    await gallery.show("forward-question", layout);
    // A page has the same colours at any width.
    const { states, found } = await gallery.everyState(layout, width === 360 ? "light" : "both");
    expect(found).toEqual([]);
    expect(states).toBeGreaterThan(0);
    expect(states).toBe(gallery.states(layout).length);
  });

  it("turns to other colours, which axe-core sees", async () => {
    await gallery.show("forward-answer", layout);
    const colour = (): Promise<string> => gallery.page.evaluate(() => getComputedStyle(document.body).color);
    const light = await colour();
    await gallery.turn("dark");
    expect(await colour()).not.toBe(light);
    await gallery.page.addStyleTag({ content: ".question { color: #444 !important }" });
    expect(await gallery.violations(["color-contrast"])).not.toEqual([]);
  });
});

describe("text at twice its size", () => {
  it.each(["popup", "page"] as const)("stays readable and gradable in the %s", async (layout) => {
    await gallery.page.setViewport(layout === "popup" ? { width: 760, height: 1120 } : { width: 1440, height: 900 });
    await gallery.show("choice-long-answer", layout);
    await gallery.page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    const inSight = await gallery.page.evaluate(() =>
      [...document.querySelectorAll(".grade")].every((grade) => {
        const { bottom, right } = grade.getBoundingClientRect();
        return bottom <= innerHeight && right <= innerWidth && grade.scrollWidth <= grade.clientWidth + 1;
      }),
    );
    expect(inSight).toBe(true);
  });
});

describe.each([
  { zoom: 200, width: 640, height: 400 },
  { zoom: 300, width: 427, height: 267 },
  { zoom: 400, width: 320, height: 200 },
])("a page at $zoom %", ({ width, height }) => {
  beforeEach(() => gallery.page.setViewport({ width, height }));

  it("brings the answer into sight, above the grades, and needs no sideways scrolling", async () => {
    const questions = gallery.states("page").filter((state) => state.endsWith("-question"));
    await gallery.show("forward-question", "page");
    for (const state of questions) {
      await gallery.next(state, "page");
      await gallery.page.keyboard.press("Space");
      await gallery.page.waitForSelector(".answer");
      const seen = await gallery.page.evaluate(() => {
        const bar = document.querySelector(".study-bar")?.getBoundingClientRect();
        const answer = document
          .querySelector(".answer-text:not(.visually-hidden), .pathway-gap, .blank[data-filled], .picture")
          ?.getBoundingClientRect();
        return {
          barInSight: bar !== undefined && bar.bottom <= innerHeight + 0.5,
          answerInSight: answer !== undefined && bar !== undefined && answer.bottom > 20 && answer.top < bar.top - 10,
          sideways: document.querySelector(".study")?.scrollWidth ?? 0,
        };
      });
      expect(seen, state).toMatchObject({ barInSight: true, answerInSight: true });
      expect(seen.sideways, state).toBeLessThanOrEqual(width);
    }
  });

  it("covers no question with the offer to start", async () => {
    await gallery.show("start", "page");
    const hidden = await gallery.page.$eval(".start-offer", (offer) => getComputedStyle(offer).clipPath);
    expect(hidden).toBe("inset(50%)");
    await gallery.page.keyboard.press("Tab");
    expect(await gallery.page.evaluate(() => document.activeElement?.textContent)).toBe("Start");
  });
});

describe("keys", () => {
  beforeEach(() => gallery.page.setViewport({ width: 1440, height: 900 }));

  it("does one thing for one press of a held key", async () => {
    await gallery.next("forward-answer", "page");
    await hold("3", 8);
    expect(await asked()).toEqual(["grade 3"]);
  });

  it.each(["Enter", " "] as const)(
    "shows the answer once when its button has the focus and %j is held",
    async (key) => {
      await gallery.next("forward-question", "page");
      await gallery.page.focus(".go-on");
      await hold(key, 8);
      expect(await asked()).toEqual(["reveal"]);
    },
  );

  it.each(["Enter", " "] as const)("grades once when a grade has the focus and %j is held", async (key) => {
    await gallery.next("forward-answer", "page");
    await gallery.page.focus("[data-rating='2']");
    await hold(key, 8);
    expect(await asked()).toEqual(["grade 2"]);
  });

  it.each(["question", "answer", "last screen"])(
    "takes a grade back with U and with Ctrl+Z, on the %s",
    async (where) => {
      const state = where === "last screen" ? "done" : `forward-${where}`;
      await gallery.next(state, "page");
      await gallery.page.keyboard.press("u");
      expect(await asked()).toEqual(["undo"]);
      await gallery.next(state, "page");
      await gallery.page.keyboard.down("Control");
      await gallery.page.keyboard.press("z");
      await gallery.page.keyboard.up("Control");
      expect(await asked()).toEqual(["undo"]);
    },
  );

  it("chooses by letter, and marks right and wrong with words", async () => {
    await gallery.next("choice-question", "page");
    await gallery.page.keyboard.press("c");
    expect(await asked()).toEqual(["reveal"]);
    const marks = await gallery.page.$$eval(".option", (options) => options.map((option) => option.textContent));
    expect(marks).toEqual(["Aosteoclast", "BosteoblastRight", "CosteocyteYour choice"]);
    const suggested = await gallery.page.$eval("[data-suggested]", (grade) => grade.getAttribute("data-rating"));
    expect(suggested).toBe("1");
  });

  it("walks through the options with the arrows and chooses with Enter", async () => {
    await gallery.next("choice-question", "page");
    for (const key of ["ArrowDown", "ArrowDown"] as const) await gallery.page.keyboard.press(key);
    await gallery.page.keyboard.press("Enter");
    expect(await asked()).toEqual(["reveal"]);
    expect(await gallery.page.$eval(".answer-text", (said) => said.textContent)).toBe("Right, it is osteoblast");
  });

  it("lets digits fall into the field of a number, and Enter compare it", async () => {
    await gallery.next("number-question", "page");
    await gallery.page.keyboard.type("0.7u");
    await gallery.page.keyboard.press("Enter");
    expect(await asked()).toEqual(["reveal"]);
    expect(await gallery.page.$eval("[data-answer-field]", (field) => (field as HTMLInputElement).value)).toBe("0.7u");
    expect(await gallery.page.$eval(".verdict", (verdict) => verdict.textContent)).toContain("within");
    await gallery.page.keyboard.press("3");
    expect(await asked()).toEqual(["reveal", "grade 3"]);
  });

  it("grades and takes back from the field of a number that was compared, where somebody clicks it", async () => {
    for (const [key, wanted] of [
      ["3", "grade 3"],
      ["u", "undo"],
    ] as const) {
      await gallery.next("number-question", "page");
      await gallery.page.keyboard.type("0.7");
      await gallery.page.keyboard.press("Enter");
      await gallery.page.click("[data-answer-field]");
      await gallery.page.keyboard.press(key);
      expect(await asked()).toEqual(["reveal", wanted]);
    }
  });

  it("starts every showing with an empty attempt", async () => {
    await gallery.next("number-question", "page");
    await gallery.page.keyboard.type("7");
    await gallery.page.keyboard.press("Enter");
    await gallery.page.keyboard.press("1");
    await gallery.page.keyboard.press("u");
    expect(await gallery.page.$eval("[data-answer-field]", (field) => (field as HTMLInputElement).value)).toBe("");
  });

  it("leaves the keys to a report that is being copied", async () => {
    await gallery.next("source-open", "page");
    await gallery.page.focus(".report textarea");
    for (const key of ["3", "u", "Space"] as const) await gallery.page.keyboard.press(key);
    expect(await asked()).toEqual([]);
  });
});

describe("focus", () => {
  it("is left alone on a new page, and goes with the question and the answer from then on", async () => {
    await gallery.show("forward-question", "page");
    expect(await activeClass()).toBe("");
    await gallery.page.keyboard.press("Space");
    expect(await activeClass()).toBe("answer");
    await gallery.page.keyboard.press("3");
    expect(await activeClass()).toBe("question");
  });

  it("is on the question from the first frame of the popup", async () => {
    await gallery.page.setViewport(POPUP_SIZE);
    await gallery.show("forward-question", "popup");
    expect(await activeClass()).toBe("question");
  });

  it("is taken by Start and by nothing else, and the offer leaves", async () => {
    await gallery.page.setViewport({ width: 1440, height: 900 });
    await gallery.show("start", "page");
    expect(await activeClass()).toBe("");
    await gallery.page.click(".start-button");
    expect(await activeClass()).toBe("question");
    expect(await gallery.page.$(".start-offer")).toBeNull();
    await gallery.page.keyboard.press("Space");
    expect(await asked()).toEqual(["start", "reveal"]);
  });

  it("lets the first key on the page do what it says", async () => {
    await gallery.page.setViewport({ width: 1440, height: 900 });
    await gallery.show("start", "page");
    await gallery.page.keyboard.press("Space");
    await gallery.page.keyboard.press("3");
    expect(await asked()).toEqual(["start", "reveal", "grade 3"]);
    expect(await gallery.page.$(".start-offer")).toBeNull();
  });
});

describe("settings", () => {
  beforeEach(async () => {
    await gallery.page.setViewport({ width: 1440, height: 900 });
    await gallery.next("settings", "page");
  });

  async function give(name: string, text: string): Promise<void> {
    await gallery.page.click(`#${name}`, { clickCount: 3 });
    await gallery.page.keyboard.type(text);
    await gallery.page.keyboard.press("Tab");
  }

  it("hands on a right number once", async () => {
    await give("newPerDay", "12");
    await give("desiredRetention", "85 %");
    expect(await asked()).toEqual(["newPerDay 12", "desiredRetention 0.85"]);
  });

  it("answers a wrong one with a sentence, and hands nothing on", async () => {
    for (const wrong of ["-3", "7.5", "201", "many", " "]) await give("newPerDay", wrong);
    expect(await asked()).toEqual([]);
    expect(await gallery.page.$eval("#newPerDay-error", (sentence) => sentence.textContent)).toBe(
      "Enter a whole number from 0 to 200. Nothing was changed: it is still 3.",
    );
    await give("newPerDay", "9");
    expect(await gallery.page.$eval("#newPerDay-error", (sentence) => sentence.textContent)).toBe("");
  });

  it("says what a limit of nothing leads to", async () => {
    await give("newPerDay", "0");
    await gallery.page.waitForFunction(() =>
      document.querySelector("#newPerDay-error")?.textContent?.includes("no new card"),
    );
    expect(await asked()).toEqual(["newPerDay 0"]);
  });

  it("switches decks and chapters, and shows only what is saved", async () => {
    await gallery.next("decks", "page");
    const ticked = () =>
      gallery.page.$$eval(".decks input", (boxes) => boxes.map((box) => (box as HTMLInputElement).checked));
    // One of its two chapters is optional: the deck is whole without it.
    expect(await ticked()).toEqual([true, true, false, false]);
    const mixed = () => gallery.page.$$eval(".decks input:indeterminate", (boxes) => boxes.length);
    expect(await mixed()).toBe(0);
    await gallery.page.click('[data-chapter="conditions"] label');
    await gallery.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[data-chapter="conditions"] input')?.checked,
    );
    await gallery.page.focus('[data-deck="mine"] input');
    await gallery.page.keyboard.press("Space");
    await gallery.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('[data-deck="mine"] input')?.checked,
    );
    expect(await asked()).toEqual(["switch gallery conditions true", "press mine"]);
    expect(await ticked()).toEqual([true, true, true, true]);
    await gallery.page.click('[data-chapter="signals"] label');
    await gallery.page.waitForFunction(() => document.querySelectorAll(".decks input:indeterminate").length === 1);
    expect(await ticked()).toEqual([false, false, true, true]);
  });

  it("lets only a deck of one's own be removed, and asks once more before", async () => {
    await gallery.next("decks", "page");
    expect(await gallery.page.$('[data-deck="gallery"] [data-action]')).toBeNull();
    await gallery.page.click('[data-deck="mine"] [data-action="remove-deck"]');
    await gallery.page.click('[data-deck="mine"] [data-action="keep-deck"]');
    expect(await asked()).toEqual([]);
    await gallery.page.click('[data-deck="mine"] [data-action="remove-deck"]');
    await gallery.page.click('[data-deck="mine"] [data-action="confirm-remove-deck"]');
    expect(await asked()).toEqual(["remove mine"]);
  });

  it("says that all settings are at their defaults after they were restored, and never after they were left as they are", async () => {
    await gallery.next("settings", "page");
    const press = (action: string) => gallery.page.click(`[data-action="${action}"]`);
    const set = async (value: number): Promise<void> => {
      await gallery.page.$eval('[name="newPerDay"]', (field) => (field as HTMLInputElement).select());
      await gallery.page.type('[name="newPerDay"]', String(value));
      await gallery.page.keyboard.press("Enter");
      await gallery.page.waitForFunction((wanted) => window.asked.at(-1) === wanted, {}, `newPerDay ${value}`);
      // The field takes over what was set behind the next frame, and would take the place of what is typed before that.
      await gallery.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
    };
    const said = () =>
      gallery.page.$eval('#options-defaults ~ .ask-in-place [role="status"]', ({ textContent }) => textContent);
    await set(20);
    await press("restore-defaults");
    await press("keep-settings");
    await set(DEFAULT_SETTINGS.newPerDay);
    expect(await said()).toBe("");

    await set(20);
    await press("restore-defaults");
    await press("confirm-defaults");
    // The field follows a moment later, and would take the place of what is typed before that.
    await gallery.page.waitForFunction(
      (wanted) => document.querySelector<HTMLInputElement>('[name="newPerDay"]')?.value === wanted,
      {},
      String(DEFAULT_SETTINGS.newPerDay),
    );
    expect(await said()).toBe("All of these settings are at their defaults.");
    await set(20);
    await set(DEFAULT_SETTINGS.newPerDay);
    expect(await said()).toBe("");
  });

  it("says of a package how many of its reviews are left out, and of a backup nothing of the kind", async () => {
    const count = () => gallery.page.$$eval('[data-count="leftOut"]', (cells) => cells.map((cell) => cell.textContent));
    await gallery.next("backup-preview-anki", "page");
    expect(await count()).toEqual(["Reviews: 2,040, cards: 31"]);
    await gallery.next("backup-preview", "page");
    expect(await count()).toEqual([]);
  });
});
