import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import type { CardId, DeviceId } from "../../../src/core/ids.ts";
import type { CardState } from "../../../src/core/memory/card-state.ts";
import { violationsOn } from "../../support/extension/axe.ts";
import { useLentBrowsers, useOneLentBrowser } from "../../support/extension/browsers.ts";
import { type Driver, KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { choose, openOptions } from "../../support/extension/options-files.ts";
import { chooseSetting, chosenSettings } from "../../support/extension/settings.ts";
import { readStore, reviewsIn } from "../../support/extension/study.ts";
import { encodeBackup } from "../../support/files/backup-text.ts";
import { quickToForget, reviewEvents } from "../../support/samples/learner-log.ts";

const start = useLentBrowsers();
/** With the log that the first of them takes in. */
const startOnce = useOneLentBrowser();
const OTHER = "feedfacefeedface" as DeviceId;

interface Row {
  readonly id: CardId;
  readonly model: string;
  readonly state: CardState;
}

/** The options with the log of somebody who forgets quickly, and the rows of the cards. */
async function optionsOfLearner(driver: Driver): Promise<Page> {
  const options = await openOptions(driver);
  await until(options, () => document.querySelector('[data-model="default"]') !== null);
  const rows = () => readStore<Row>(options, "states");
  if ((await reviewsIn(options)).length > 0) return options;
  const ids = (await poll(async () => ((await rows()).length > 0 ? rows() : null), "the cards")).map(({ id }) => id);
  const events = reviewEvents(quickToForget(100, 2400), ids, OTHER);
  const log = { events, decks: [], ownDecks: [] };
  await choose(options, "learner.json", await encodeBackup(log, { exportedAtMs: Date.now(), appVersion: "0.1.0" }));
  await until(options, () => document.querySelector('[data-action="confirm"]') !== null);
  await options.click('[data-action="confirm"]');
  await until(options, () => document.querySelector('[data-result="restored"]') !== null);
  return options;
}

describe.each(KINDS)("the memory model in %s", (kind) => {
  test("says what a desired retention costs, and takes the one that is chosen", async () => {
    const driver = await start(kind);
    const options = await openOptions(driver);
    await until(options, () => document.querySelector('[data-action="forecast"]') !== null);
    await options.click('[data-action="forecast"]');
    await until(options, () => document.querySelector('[name="forecast-retention"]') !== null);
    await options.focus('[name="forecast-retention"]');
    const sentence = () => options.$eval(".forecast [role=status]", (found) => found.textContent);
    const before = await sentence();
    for (let press = 0; press < 5; press++) await options.keyboard.press("ArrowRight");
    await until(options, () => document.querySelector('.forecast[data-retention="0.95"]') !== null);
    expect(await sentence()).not.toBe(before);
    // The same by pressing a plot, near its left end, and dragging along it.
    const plot = await options.$(".plots .chart-picture");
    await plot?.scrollIntoView();
    const box = await plot?.boundingBox();
    if (!box) throw new Error("no plot");
    const moveTo = (part: number) => options.mouse.move(box.x + box.width * part, box.y + box.height / 2);
    await moveTo(0.1);
    await options.mouse.down();
    const chosen = () => options.$eval(".forecast", (found) => Number(found.getAttribute("data-retention")));
    await poll(async () => (await chosen()) < 0.75, "a low retention");
    await moveTo(0.6);
    await options.mouse.up();
    await poll(async () => (await chosen()) > 0.8 && (await chosen()) < 0.95, "one further on");
    await options.focus('[name="forecast-retention"]');
    for (let press = 0; press < 30; press++) await options.keyboard.press("ArrowRight");
    for (let press = 0; press < 2; press++) await options.keyboard.press("ArrowLeft");
    await until(options, () => document.querySelector('.forecast[data-retention="0.95"]') !== null);
    await options.click('[data-action="use-retention"]');
    await poll(async () => (await chosenSettings(options)).desiredRetention === 0.95, "the setting");
  });

  test("is offered to be fitted on the progress page, with what that gains, until it is declined", async () => {
    const driver = await startOnce(kind);
    await (await optionsOfLearner(driver)).close();
    const offered = async () => {
      const page = await driver.open("progress");
      await until(page, () => document.querySelector('.fit-offer[data-offered="true"] p') !== null);
      return page;
    };
    const first = await offered();
    expect(await textOf(first, ".fit-offer")).toMatch(/log loss falls from 0\.\d{3} to 0\.\d{3}/);
    expect(await violationsOn(first)).toEqual([]);
    await first.click(".fit-offer a");
    await until(first, () => document.querySelector("#model-title") !== null);
    await poll(
      () => first.evaluate(() => (document.querySelector("#model-title")?.getBoundingClientRect().top ?? 9999) < 200),
      "the panel in sight",
    );
    await first.close();

    const second = await offered();
    await second.click('[data-action="decline-fit"]');
    await until(second, () => document.querySelector(".fit-offer p") === null);
    const seen = () => readStore<{ kind: string; key?: string }>(second, "events");
    await poll(
      async () => (await seen()).some(({ kind: of, key }) => of === "seen" && key === "fit/2400"),
      "the event",
    );
  });

  test("is fitted to a log, adopted, and taken back; no card changes its day", async () => {
    const driver = await startOnce(kind);
    const options = await optionsOfLearner(driver);
    const rows = () => readStore<Row>(options, "states");
    const dues = async () => (await rows()).map(({ id, state }) => [id, state.dueDay]);
    const models = async () => [...new Set((await rows()).map(({ model }) => model))];
    const [before, model] = [await dues(), await models()];

    // Stopped in the moment in which the button for it appears, while the worker is still being started.
    await options.evaluate(() => {
      const stop = new MutationObserver(() => {
        const button = document.querySelector<HTMLButtonElement>('[data-action="stop-model"]');
        if (button === null) return;
        stop.disconnect();
        button.click();
      });
      stop.observe(document.body, { childList: true, subtree: true });
    });
    await options.click('[data-action="fit"]');
    await until(options, () => document.querySelector('[data-model-result="stopped"]') !== null);
    expect(await options.$("[data-worth-it]")).toBeNull();
    expect(await chosenSettings(options)).not.toHaveProperty("weights");

    await options.click('[data-action="fit"]');
    await until(options, () => document.querySelector('[data-worth-it="true"]') !== null);
    expect(await options.$$eval("[data-predictor]", (found) => found.length)).toBe(7);
    // Nothing is changed by looking.
    expect(await chosenSettings(options)).not.toHaveProperty("weights");

    await options.click('[data-action="adopt"]');
    await until(options, () => document.querySelector('[data-model-result="adopted"]') !== null);
    await until(options, () => document.querySelector('[data-model="fitted"]') !== null);
    const adopted = await models();
    expect(adopted).toHaveLength(1);
    expect(adopted).not.toEqual(model);
    expect(await dues()).toEqual(before);

    // Due days move only when they are asked to, and back again.
    await options.click('[data-action="reschedule-preview"]');
    await until(options, () => document.querySelector('[data-action="reschedule"]') !== null);
    await options.click('[data-action="reschedule"]');
    await until(options, () => document.querySelector('[data-model-result="rescheduled"]') !== null);
    expect(await dues()).not.toEqual(before);
    await until(options, () => document.querySelector('[data-action="reschedule-back"]') !== null);
    await options.click('[data-action="reschedule-back"]');
    await until(options, () => document.querySelector('[data-model-result="putBack"]') !== null);
    expect(await dues()).toEqual(before);

    // It is in force after the page is loaded again, and the way back is there.
    await options.reload({ waitUntil: [] });
    await until(options, () => document.querySelector('[data-model="fitted"]') !== null);
    await until(options, () => document.querySelector('[data-action="weights-before"]') !== null);
    await options.click('[data-action="weights-before"]');
    await until(options, () => document.querySelector('[data-model="default"]') !== null);
    await poll(async () => (await models())[0] === model[0] && (await models()).length === 1, "the model before");
    expect(await dues()).toEqual(before);
  });

  test("days that are stopped on the way are told of, also once the page is loaded again, and all can be put back", async () => {
    const driver = await startOnce(kind);
    const options = await optionsOfLearner(driver);
    const rows = () => readStore<Row>(options, "states");
    const dues = async () => (await rows()).map(({ id, state }) => [id, state.dueDay]);
    const before = await dues();
    await chooseSetting(options, "desiredRetention", 0.75);
    await options.click('[data-action="reschedule-preview"]');
    await until(options, () => document.querySelector('[data-action="reschedule"]') !== null);
    await options.evaluate(stopAtFirstStep);
    await options.click('[data-action="reschedule"]');
    // A page that hears of the first step late has nothing left to stop.
    const ended = (): string | undefined => {
      const result = document.querySelector<HTMLElement>("[data-model-result]")?.dataset.modelResult;
      return result === "inPart" || result === "rescheduled" ? result : undefined;
    };
    const result = await poll(() => options.evaluate(ended), "the end");
    const moved = async () => (await dues()).filter(([, day], i) => day !== before[i]?.[1]).length;
    expect(await moved()).toBeGreaterThan(0);
    await options.reload({ waitUntil: [] });
    const back = '[data-action="reschedule-back"][aria-disabled="false"]';
    if (result === "inPart") {
      await until(options, () => document.querySelector('[data-days-begun="giving"]') !== null);
      expect(await textOf(options, "[data-days-begun]")).toContain(`New days by now: ${await moved()} cards`);
    } else {
      await until(options, () => document.querySelector('[data-action="reschedule-preview"]') !== null);
      await options.click('[data-action="reschedule-preview"]');
    }
    await options.waitForSelector(back);
    await options.click(back);
    await until(options, () => document.querySelector('[data-model-result="putBack"]') !== null);
    expect(await dues()).toEqual(before);
    expect(await options.$("[data-days-begun]")).toBeNull();
  });
});

/** In the page: presses Stop as soon as the worker says that cards were written. */
function stopAtFirstStep(): void {
  const Real = Worker;
  window.Worker = class extends Real {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener("message", ({ data }: MessageEvent<{ kind: string; done?: number }>) => {
        if (data.kind !== "progress" || !data.done) return;
        document.querySelector<HTMLButtonElement>('[data-action="stop-model"]')?.click();
      });
    }
  };
}
