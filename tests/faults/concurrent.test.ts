/** Several views of one queue, all graded by script as fast as they go, while the background is killed again and again. */
import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import type { CardEntry } from "../../src/core/card.ts";
import { isOfKind } from "../../src/core/log/event.ts";
import { useLentBrowsers } from "../support/extension/browsers.ts";
import { type Driver, KINDS, poll, until } from "../support/extension/driver.ts";
import { gradedBy, startGrading } from "../support/extension/grader.ts";
import { readStore } from "../support/extension/study.ts";
import { expectWhole, waitUntilRecorded } from "./inspect.ts";
import { LONG } from "./long.ts";
import { drawnBySeed, SEED } from "./seed.ts";

/** By each view, also those that came too late. */
const GRADES = LONG ? 200 : 60;

const launch = useLentBrowsers();
const random = drawnBySeed();

/** Ends the background at random moments until told to stop. @returns how often it did */
async function harass({ background }: Driver, isOver: () => boolean): Promise<number> {
  let kills = 0;
  while (!isOver()) {
    await background.wake();
    const stopAt = performance.now() + random() * 300;
    await poll(() => isOver() || performance.now() > stopAt, "the moment of the kill");
    await background.stop();
    kills++;
  }
  return kills;
}

/** Times are whole milliseconds, rounded twice. */
const ROUNDING_MS = 2;

/** @returns how many reviews there are, each of which was the only one of its showing */
async function expectEachShowingOnce(page: Page, before: readonly CardEntry[]): Promise<number> {
  const events = await expectWhole(page);
  const cards = await readStore<CardEntry>(page, "states");
  let reviews = 0;
  for (const card of cards) {
    let lastMs = 0;
    for (const event of events.filter((one) => one.card === card.id)) {
      if (isOfKind(event, "review")) {
        reviews++;
        const shownAtMs = event.atMs - event.durationMs;
        // A card is shown anew only after the event before it; a grade of an older showing must not have counted.
        expect(shownAtMs, `${card.id}, review ${reviews}`).toBeGreaterThanOrEqual(lastMs - ROUNDING_MS);
      }
      lastMs = event.atMs;
    }
    // One for each event: a grade that came too late has changed nothing.
    const start = before.find(({ id }) => id === card.id)?.revision ?? Number.NaN;
    expect([card.id, card.revision - start]).toEqual([card.id, events.filter((one) => one.card === card.id).length]);
  }
  return reviews;
}

test.each(KINDS)(
  "three views of one queue in %s, the background killed at random: each grade counts once",
  async (kind) => {
    const driver = await launch(kind);
    const views = [await driver.open("popup"), await driver.newTab()];
    views.push(kind === "chromium" ? await driver.popup() : await driver.open("popup"));
    for (const view of views) await until(view, () => document.querySelector("[data-card], [data-notice]") !== null);
    const [first] = views;
    if (!first) throw new Error("no view");
    const before = await readStore<CardEntry>(first, "states");
    for (const view of views) await startGrading(view, 1, GRADES);
    let over = false;
    const harassing = harass(driver, () => over);
    const grading = poll(
      async () => {
        const all = await Promise.all(views.map(gradedBy));
        return all.every((one) => one.stopped !== null) ? all : null;
      },
      "all views to have graded enough",
      LONG ? 240_000 : 60_000,
    );
    // Whatever came of it, the background must be left alone before the browser is closed.
    const stopped = await grading.finally(() => {
      over = true;
      return harassing;
    });
    const kills = await harassing;
    expect(stopped.map((one) => one.stopped)).toEqual(["enough", "enough", "enough"]);
    const reviews = await expectEachShowingOnce(first, before);
    await waitUntilRecorded(first);
    const tried = stopped.reduce((sum, one) => sum + one.cards.length, 0);
    console.log(
      `${kind}, seed ${SEED}: ${tried} grades by three views, ${reviews} counted, ${kills} kills of the background`,
    );
    expect(tried).toBeGreaterThanOrEqual(reviews);
  },
  300_000,
);
