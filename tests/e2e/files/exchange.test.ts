import { readFileSync } from "node:fs";
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { makeEventId } from "../../../src/core/ids.ts";
import { NO_DEVICE } from "../../../src/core/log/version-1.ts";
import { readAnkiPackage } from "../../../src/exchange/anki/read-package.ts";
import { useLentBrowsers, useOneLentBrowser } from "../../support/extension/browsers.ts";
import { KINDS, until } from "../../support/extension/driver.ts";
import { choose, offeredBy, openOptions, save } from "../../support/extension/options-files.ts";
import { answer, eventsIn } from "../../support/extension/study.ts";
import { encodeBackup } from "../../support/files/backup-text.ts";
import { EMPTY_LOG } from "../../support/files/empty-log.ts";

const start = useLentBrowsers();
const startOnce = useOneLentBrowser();

/** Waits for the preview of a file and says what it counts as new and as known. */
async function preview(options: Page): Promise<number[]> {
  await until(options, () => document.querySelector('.preview [aria-disabled="false"]') !== null);
  return options.evaluate(() =>
    ["added", "known"].map((what) => Number(document.querySelector(`[data-count="${what}"]`)?.textContent)),
  );
}

async function act(options: Page, action: string): Promise<void> {
  await options.click(`[data-action="${action}"]`);
  await until(options, () => document.querySelector('[data-result="restored"]') !== null);
}

describe.each(KINDS)("in %s", (kind) => {
  test("replacing makes the file's reviews count, saves what was here first and deletes nothing, and can be taken back and brought again", async () => {
    const driver = await start(kind);
    const popup = await driver.open("popup");
    const card = await answer(popup, 4);
    const options = await openOptions(driver);
    const { bytes } = await save(options, "export");
    await answer(popup, 4);
    const before = await eventsIn(popup);
    const counted = () => cardsWithReviews(options);
    expect(await counted()).toHaveLength(2);

    await choose(options, "osteon.json", bytes);
    await preview(options);
    expect(await options.$eval('[data-count="takenBack"]', (cell) => cell.textContent)).toBe("1");
    await options.click('[data-action="replace"]');
    // It asks once, and says what goes.
    await until(options, () => document.activeElement?.classList.contains("asked") === true);
    await options.click('[data-action="keep-here"]');
    await until(options, () => document.activeElement?.getAttribute("data-action") === "replace");
    await options.click('[data-action="replace"]');
    expect(await options.$eval('.asked [data-count="takenBack"]', (cell) => cell.textContent)).toBe("1");
    await act(options, "confirm-replace");
    const saved = await offeredBy(options);
    expect(saved.name).toMatch(/^osteon-\d{4}-\d\d-\d\d\.before-restoring\.json$/);
    expect(await counted()).toEqual([card]);
    expect(await eventsIn(options)).toEqual(expect.arrayContaining(before));

    // And back: the saved file replaces what replaced it.
    await choose(options, saved.name, saved.bytes);
    await preview(options);
    // That takes nothing back that somebody did here, and needs no question.
    await act(options, "replace");
    expect(await counted()).toHaveLength(2);

    // Taken back while the same file is looked at: it is looked at again, and brings again what went.
    await choose(options, saved.name, saved.bytes);
    expect((await preview(options))[0]).toBe(0);
    expect(await options.$('[data-count="again"]')).toBeNull();
    await takeBack(options);
    await until(options, () => document.querySelector('[data-count="again"]') !== null);
    expect(await counted()).toEqual([card]);
    await preview(options);
    await act(options, "confirm");
    expect(await counted()).toHaveLength(2);
  });

  test("a file that is stopped when all of it is written is said to be here, also to other pages", async () => {
    const driver = await start(kind);
    const other = await openOptions(driver);
    const options = await openOptions(driver);
    await keepAnswersOfRestores(options);
    await choose(options, "osteon.json", await largeBackup(20));
    expect(await preview(options)).toEqual([20, 0]);
    await options.click('[data-action="confirm"]');
    await until(options, () => document.documentElement.hasAttribute("data-answered"));
    await listenForNews(other);
    await options.click('[data-action="stop"]');
    await until(options, () => document.querySelector('[data-result="restored"], [data-result="stopped"]') !== null);
    expect(await options.$eval(".backup-result", (said) => said.textContent)).toBe("Done: 20 entries were added.");
    await until(other, () => document.documentElement.hasAttribute("data-news"));
    expect(await eventsIn(options)).toHaveLength(20);
  });
});

describe.each(KINDS)("a file that is taken back only in part in %s", (kind) => {
  test("holds others up on every page, until what is left of it is kept or taken back", async () => {
    const driver = await start(kind);
    const options = await openOptions(driver);
    for (const [i, answer] of (["keep-rest", "take-back"] as const).entries()) {
      const large = await largeBackup(10_000, Date.UTC(2026, 1 + i));
      await choose(options, "large.json", large);
      await preview(options);
      await act(options, "confirm");
      await stopAfterAStep(options);
      await takeBack(options);
      await until(options, () => document.querySelector('[data-result="stopped"]') !== null);
      await until(options, () => document.querySelector('[data-last="in-part"]') !== null);
      expect(await options.$eval(".backup-result", (said) => said.textContent)).toBe(
        "Stopped. What was taken back by then stays so.",
      );
      const [gone = 0, left = 0] = await countsInPart(options);
      expect(gone).toBeGreaterThan(0);
      expect(left).toBeGreaterThan(0);

      // Another file can be looked at, on either page, and is not brought in.
      const other = await openOptions(driver);
      const small = await largeBackup(20, Date.UTC(2026, 5 + i));
      for (const page of [options, other]) {
        await page.bringToFront();
        await choose(page, "small.json", small);
        await until(page, () => document.querySelector('[data-preview="must-wait"]') !== null);
        expect(await added(page)).toBe(20);
        for (const action of ["confirm", "replace"]) expect(await page.$(`[data-action="${action}"]`)).toBeNull();
        for (const action of ["take-back", "keep-rest"])
          expect(await page.$(`[data-action="${action}"]`)).not.toBeNull();
      }
      const before = await eventsIn(options);
      if (answer === "take-back") await takeBack(other);
      else await other.click('[data-action="keep-rest"]');
      const said = answer === "keep-rest" ? "restKept" : "takenBack";
      await until(other, (name) => document.querySelector(`[data-result="${name}"]`) !== null, said);
      const after = await eventsIn(options);
      expect(after.length - before.length).toBe(answer === "keep-rest" ? 0 : left);

      // The first page hears of it, and the file comes in there.
      await options.bringToFront();
      await until(options, () => document.querySelector('[data-action="confirm"][aria-disabled="false"]') !== null);
      expect(await options.$('[data-last="in-part"]')).toBeNull();
      await act(options, "confirm");
      expect((await eventsIn(options)).length).toBe(after.length + 20);
      await takeBack(options);
      await until(options, () => document.querySelector('[data-result="takenBack"]') !== null);
      expect(await options.$(".last-file")).toBeNull();
      await other.close();
    }
  });
});

/** Takes the last file back, after the page has said what that comes to. */
async function takeBack(page: Page): Promise<void> {
  await page.click('[data-action="take-back"]');
  await page.waitForSelector(".last-file .asked");
  await page.click('[data-action="confirm-take-back"]');
}

const added = (page: Page): Promise<number> => page.$eval('[data-count="added"]', (cell) => Number(cell.textContent));

/** How many entries of the last file are taken back, and how many are left, as the page says. */
const countsInPart = (page: Page): Promise<number[]> =>
  page.$eval(
    ".last-file p",
    ({ textContent }) =>
      (textContent ?? "").match(/[\d,]+(?=\.)/gu)?.map((count) => Number(count.replaceAll(",", ""))) ?? [],
  );

/** Presses Stop as soon as the page hears of a step that is written. */
const stopAfterAStep = (options: Page): Promise<void> =>
  options.evaluate(() => {
    const listening = Object.getOwnPropertyDescriptor(Worker.prototype, "onmessage");
    let isPressed = false;
    Object.defineProperty(Worker.prototype, "onmessage", {
      ...listening,
      set(this: Worker, listener: (event: MessageEvent) => void) {
        listening?.set?.call(this, (event: MessageEvent) => {
          listener(event);
          if (isPressed || event.data.kind !== "progress" || event.data.done === 0) return;
          isPressed = true;
          document.querySelector<HTMLElement>('[data-action="stop"]')?.click();
          if (listening) Object.defineProperty(Worker.prototype, "onmessage", listening);
        });
      },
    });
  });

/** As if each came just too late. */
const keepAnswersOfRestores = (options: Page): Promise<void> =>
  options.evaluate(() => {
    const listening = Object.getOwnPropertyDescriptor(Worker.prototype, "onmessage");
    Object.defineProperty(Worker.prototype, "onmessage", {
      ...listening,
      set(this: Worker, listener: (event: MessageEvent) => void) {
        listening?.set?.call(this, (event: MessageEvent) => {
          if (event.data.result?.canTakeBack === undefined) listener(event);
          else document.documentElement.toggleAttribute("data-answered", true);
        });
      },
    });
  });

const listenForNews = (page: Page): Promise<void> =>
  page.evaluate(() => {
    new BroadcastChannel("osteon").onmessage = () => document.documentElement.toggleAttribute("data-news", true);
  });

/** The first two write nothing, so all four share what a first start takes. */
describe.each(KINDS)("one after the other in %s", (kind) => {
  test("a package that is none, or was made to hang it, gets a sentence, one file after the other", async () => {
    const driver = await startOnce(kind);
    const options = await openOptions(driver);
    const hostile = (name: string) => readFileSync(new URL(`../../fixtures/hostile/${name}.apkg`, import.meta.url));
    const refused = [
      ["broken.apkg", "PK, but no zip", "This is not an Anki package"],
      ["btree-dag.apkg", hostile("btree-dag"), "two things"],
      ["generated-memory.apkg", hostile("generated-memory"), "works content out"],
      ["zstd-window-100.apkg", hostile("zstd-window-100"), "128 MB"],
    ] as const;
    for (const [name, content, part] of refused) {
      await choose(options, name, content);
      await until(
        options,
        (text) => document.querySelector('[data-result="failed"]')?.textContent?.includes(text),
        part,
      );
      expect(await options.$('[data-action="confirm"]')).toBeNull();
    }
  });

  test("work on a large file shows how far it is, leaves the page alive, and stops at a click", async () => {
    const driver = await startOnce(kind);
    const options = await openOptions(driver);
    await until(options, () => document.querySelector('[data-action="export"]') !== null);
    await choose(options, "large.json", await largeBackup(150_000));
    await until(options, () => document.querySelector(".work-bar progress") !== null);
    await options.click('[data-action="stop"]');
    await until(options, () => document.querySelector('[data-result="stopped"]') !== null);
    expect(await eventsIn(options)).toEqual([]);
    // The button that was pressed is gone, and nothing had the focus before: what was said stands in this section.
    expect(await options.evaluate(() => document.activeElement?.className)).toBe("backup");
    // The next thing works again.
    expect((await save(options, "export")).bytes.length).toBeGreaterThan(100);
  });

  test("a package for Anki holds the reviews, and comes back as known", async () => {
    const driver = await startOnce(kind);
    const popup = await driver.open("popup");
    for (const rating of [4, 3, 1] as const) await answer(popup, rating);
    const events = await eventsIn(popup);
    const reviews = events.filter(({ kind: what }) => what === "review");

    const options = await openOptions(driver);
    const { name, bytes } = await save(options, "export-anki");
    expect(name).toMatch(/^osteon-\d{4}-\d\d-\d\d\.apkg$/);
    const found = await readAnkiPackage(new Blob([new Uint8Array(bytes)]));
    if ("problem" in found) throw new Error(found.problem.key);
    expect(found.events.map(({ card, atMs }) => ({ card, atMs }))).toEqual(
      reviews.map(({ card, atMs }) => ({ card, atMs })),
    );

    await choose(options, name, bytes);
    expect(await preview(options)).toEqual([0, reviews.length]);
    expect(await options.$('[data-action="confirm"]')).toBeNull();
    expect(await eventsIn(options)).toEqual(events);
  });

  test("tables begin with the mark of UTF-8 and have a row per review and per card", async () => {
    const driver = await startOnce(kind);
    const popup = await driver.open("popup");
    for (const rating of [4, 3] as const) await answer(popup, rating);
    const reviews = (await eventsIn(popup)).filter(({ kind: what }) => what === "review").length;
    const options = await openOptions(driver);
    const table = await save(options, "export-reviews");
    expect(table.name).toMatch(/^osteon-reviews-\d{4}-\d\d-\d\d\.csv$/);
    const text = table.bytes.toString("utf8");
    expect(text.startsWith("\uFEFFtime,study_day,card")).toBe(true);
    expect(text.trimEnd().split("\r\n")).toHaveLength(reviews + 1);
    await options.select('select[name="table-kind"]', "tsv");
    const cards = await save(options, "export-cards");
    expect(cards.name).toMatch(/^osteon-cards-\d{4}-\d\d-\d\d\.tsv$/);
    expect(cards.bytes.toString("utf8")).toContain("card\tdeck\tfact");
  });
});

const cardsWithReviews = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("osteon");
      request.onsuccess = () => resolve(request.result);
    });
    const rows = await new Promise<{ id: string; state: { reviews: number } }[]>((resolve) => {
      const request = db.transaction("states").objectStore("states").getAll();
      request.onsuccess = () => resolve(request.result);
    });
    db.close();
    return rows.filter(({ state }) => state.reviews > 0).map(({ id }) => id);
  });

function largeBackup(count: number, base = Date.UTC(2026, 0, 1)): Promise<string> {
  const events = Array.from({ length: count }, (_, i) => {
    const atMs = base + i * 1000;
    return {
      kind: "seen" as const,
      id: makeEventId(atMs, new Uint8Array(10)),
      device: NO_DEVICE,
      atMs,
      offsetMinutes: 0,
      studyDay: Math.floor(atMs / 86_400_000),
      key: `term/large/${base}/${i}`,
      value: true,
    };
  });
  return encodeBackup({ ...EMPTY_LOG, events }, { exportedAtMs: base, appVersion: "0.1.0" });
}
