import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LOOK_MS } from "../../src/ui/study/card/turn-guard.ts";
import { type Gallery, openGallery, POPUP_SIZE } from "../support/gallery/drive.ts";

/** How a card is laid out to be read: where things stand, how large they are, and what says right and wrong. */

let gallery: Gallery;
beforeAll(async () => {
  gallery = await openGallery();
});
afterAll(() => gallery.close());

/** Waits until Space may grade: until the answer was in sight for as long as a look takes, told from its first frame. */
const answerSeen = async (): Promise<void> => {
  await gallery.page.waitForSelector(".answer");
  const shown = await gallery.page.evaluate(
    () => new Promise<number>((resolve) => requestAnimationFrame(() => resolve(performance.now()))),
  );
  await gallery.page.waitForFunction((until) => performance.now() >= until, {}, shown + LOOK_MS);
};

const asked = (): Promise<string[]> => gallery.page.evaluate(() => window.asked);

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const boxOf = (selector: string): Promise<Box> =>
  gallery.page.$eval(selector, (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top, bottom };
  });
const sizeOf = (selector: string): Promise<number> =>
  gallery.page.$eval(selector, (element) => Number.parseFloat(getComputedStyle(element).fontSize));

describe.each([
  { width: 1100, height: 700 },
  { width: 1440, height: 900 },
  { width: 2560, height: 1440 },
])("a page of $width × $height", ({ width, height }) => {
  beforeEach(() => gallery.page.setViewport({ width, height }));

  it("has the grades under the card, as wide as it, and what else there is to read beside it", async () => {
    await gallery.next("disputed-answer", "page");
    const [card, side, bar] = [await boxOf(".answer"), await boxOf(".side"), await boxOf(".bar")];
    expect(bar.left).toBeCloseTo(card.left, 0);
    expect(bar.right).toBeCloseTo(card.right, 0);
    expect(bar.top).toBeGreaterThan(card.bottom);
    expect(side.left).toBeGreaterThan(card.right);
    expect(side.top).toBeLessThan(card.top);
    expect(await gallery.page.$(".side .note")).not.toBeNull();
    // Card and side column are in the middle.
    expect(card.left).toBeCloseTo(width - side.right, 0);
  });

  it("keeps the grades in one place, whatever stands on the card", async () => {
    const places = new Set<number>();
    for (const state of ["forward-answer", "choice-wrong", "number-answer", "pathway-answer", "term"]) {
      await gallery.next(state, "page");
      places.add(Math.round((await boxOf(".bar")).top));
    }
    expect(places.size).toBe(1);
  });
});

describe.each([
  { layout: "popup", ...POPUP_SIZE, grade: 16 },
  { layout: "page", width: 1100, height: 700, grade: 18 },
  { layout: "page", width: 1440, height: 900, grade: 18 },
] as const)("the sizes in the $layout at $width", ({ layout, width, height, grade }) => {
  it("have their peak in the answer, and grades that tired eyes can read", async () => {
    await gallery.page.setViewport({ width, height });
    await gallery.next("forward-answer", layout);
    const others = await Promise.all([".question", ".reason", ".grade-name", ".study-left"].map(sizeOf));
    expect(await sizeOf(".answer-text")).toBeGreaterThan(Math.max(...others));
    expect(await sizeOf(".grade-name")).toBeGreaterThanOrEqual(grade);
  });
});

describe("the face", () => {
  it("is the bundled one for what is read, in both weights, and the system's for controls", async () => {
    await gallery.page.setViewport({ width: 1440, height: 900 });
    await gallery.show("forward-question", "page");
    // The answer's weight is there before the answer.
    expect(
      await gallery.page.evaluate(() =>
        [...document.fonts].filter(({ status }) => status === "loaded").map(({ family, weight }) => family + weight),
      ),
    ).toEqual([expect.stringMatching(/Source Serif 4.*400/), expect.stringMatching(/Source Serif 4.*600/)]);
    const faceOf = (selector: string) =>
      gallery.page.$eval(selector, (element) => getComputedStyle(element).fontFamily.split(",")[0]);
    expect(await faceOf(".question")).toContain("Source Serif 4");
    expect(await faceOf(".go-on")).not.toContain("Source Serif 4");
  });
});

describe("an answer", () => {
  beforeEach(() => gallery.page.setViewport(POPUP_SIZE));

  const seen = (text: string): Promise<number> =>
    gallery.page.evaluate(
      (wanted) =>
        [...document.querySelectorAll(".card *")].filter(
          (element) =>
            element.childElementCount === 0 &&
            element.closest(".visually-hidden") === null &&
            element.textContent?.toLowerCase() === wanted,
        ).length,
      text,
    );

  it("of a cloze stands in its gap, and nowhere else", async () => {
    await gallery.next("cloze-answer", "popup");
    expect(await seen("vitamin d")).toBe(1);
    expect(await gallery.page.$eval(".blank", (gap) => gap.textContent)).toBe("vitamin D");
  });

  it.each(["done", "done-soon", "done-offer", "done-some-off"])(
    "leaves the popup whole on the state %s",
    async (state) => {
      await gallery.next(state, "popup");
      await gallery.page.waitForSelector(".done-ring svg");
      const hidden = await gallery.page.$eval(".sheet", (sheet) => sheet.scrollHeight - sheet.clientHeight);
      expect(hidden).toBeLessThanOrEqual(0);
    },
  );

  it("of a contrast is chosen from two columns, by letter, arrows or mouse", async () => {
    await gallery.next("contrast-question", "popup");
    const [a, b] = [await boxOf("[data-option='0']"), await boxOf("[data-option='1']")];
    expect(b.top).toBe(a.top);
    expect(b.left).toBeGreaterThan(a.right);
    await gallery.page.keyboard.press("a");
    expect(await gallery.page.$$eval(".option", (all) => all.map((one) => one.getAttribute("data-mark")))).toEqual([
      "wrong",
      "right",
    ]);
    expect(await gallery.page.$eval(".answer-text", (said) => said.textContent)).toBe("It is PTH");
    expect(await gallery.page.$eval("[data-suggested]", (grade) => grade.getAttribute("data-rating"))).toBe("1");
  });

  it("that nobody knew is asked for beside the options, and points at Again", async () => {
    await gallery.next("choice-question", "popup");
    expect(await gallery.page.$eval(".go-on", (button) => button.textContent)).toContain("I don’t know");
    await gallery.page.click(".go-on");
    expect(await gallery.page.$eval("[data-suggested]", (grade) => grade.getAttribute("data-rating"))).toBe("1");
    expect(await gallery.page.$$(".option[data-mark='wrong']")).toEqual([]);
  });

  it("is right, wrong or untouched by its lines where the system chooses the colours", async () => {
    await gallery.next("choice-wrong", "popup");
    const session = await gallery.page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
    const lines = await gallery.page.$$eval(".option", (all) =>
      all.map((one) => {
        const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(one);
        return [one.getAttribute("data-mark"), `${borderTopStyle} ${borderTopWidth} ${borderTopColor}`] as const;
      }),
    );
    await session.detach();
    expect(new Set(lines.map(([mark]) => mark))).toEqual(new Set(["right", "wrong", "other"]));
    expect(new Set(lines.map(([, line]) => line)).size).toBe(3);
    expect(new Map(lines).get("wrong")).toContain("dashed");
  });
});

describe("the turn", () => {
  const motionOf = async (value: "reduce" | "no-preference"): Promise<string> => {
    await gallery.page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value }]);
    await gallery.next("forward-answer", "page");
    return gallery.page.$eval(".answer", (answer) => {
      const { animationName, animationDuration } = getComputedStyle(answer);
      return `${animationName} ${animationDuration}`;
    });
  };

  it("takes 120 ms, and none where the system asks for less motion", async () => {
    expect(await motionOf("no-preference")).toBe("turn 0.12s");
    expect(await motionOf("reduce")).toMatch(/^none/);
  });

  it("shows the answer with Space and grades with 1 to 4, or with Space as Good", async () => {
    await gallery.next("forward-question", "page");
    await gallery.page.keyboard.press("3");
    await gallery.page.keyboard.press("Space");
    await gallery.page.keyboard.press("2");
    await gallery.page.keyboard.press("Space");
    await answerSeen();
    await gallery.page.keyboard.press("Enter");
    expect(await asked()).toEqual(["reveal", "grade 2", "reveal", "grade 3"]);
  });

  it("grades nothing with the press that follows the turn at once, by key or by mouse", async () => {
    await gallery.next("forward-question", "page");
    await gallery.page.evaluate(() => {
      for (const type of ["keydown", "keyup", "keydown", "keyup"])
        document.body.dispatchEvent(new KeyboardEvent(type, { key: " ", bubbles: true, cancelable: true }));
    });
    await gallery.page.waitForSelector(".answer");
    await gallery.page.keyboard.press("Space");
    expect(await asked()).toEqual(["reveal"]);
    await gallery.next("forward-question", "page");
    const bar = await (await gallery.page.$(".go-on"))?.boundingBox();
    if (!bar) throw new Error("there is no button");
    // Where Good will stand.
    await gallery.page.mouse.click(bar.x + bar.width * 0.6, bar.y + bar.height / 2, { count: 2 });
    await gallery.page.waitForSelector(".answer");
    expect(await asked()).toEqual(["reveal"]);
  });
});
