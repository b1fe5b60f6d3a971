import { expect, test } from "vitest";
import type { CardEntry } from "../../../src/core/card.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { KINDS, poll, until } from "../../support/extension/driver.ts";
import { answer, eventsIn, reachCard, readStore } from "../../support/extension/study.ts";

const launch = useLentBrowsers();

test.each(KINDS)(
  "cards that were studied by a clock ten years ahead are offered back in the options, in %s",
  async (kind) => {
    const driver = await launch(kind);
    const now = Date.now();
    await driver.clock.set(now + 3652 * DAY_MS);
    const study = await driver.open("popup");
    const graded = [await answer(study, 4), await answer(study, 4)];
    await reachCard(study);
    const before = await eventsIn(study);

    await driver.clock.set(now);
    const options = await driver.open("options");
    await until(options, () => document.querySelector("[data-action='correct-clock']") !== null);
    await options.evaluate(() => {
      const button = document.querySelector<HTMLElement>("[data-action='correct-clock']");
      button?.focus();
      button?.click();
    });
    await poll(
      () => options.evaluate(() => document.querySelector("[data-health-result='clockCorrected']")?.textContent ?? ""),
      "the cards to be back",
    );
    await until(options, () => document.querySelector(".health-stranded") === null);
    // Not at the top of the page: who goes by the keyboard is where the result is said.
    expect(await options.evaluate(() => document.activeElement?.classList.contains("health"))).toBe(true);

    const today = Math.floor(now / DAY_MS);
    const cards = await readStore<CardEntry>(options, "states");
    for (const id of graded) {
      const due = cards.find((card) => card.id === id)?.state.dueDay ?? 0;
      expect(due).toBeGreaterThanOrEqual(today - 1);
      expect(due).toBeLessThan(today + 60);
    }
    // Nothing of the log was changed; what was repaired was added.
    const after = await eventsIn(options);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after.filter((event) => event.kind === "clock-correction").length).toBe(graded.length);

    // If it was this clock that was wrong, all is as before once it is right.
    expect(await options.evaluate(() => document.querySelector("[data-action='take-clock-back']"))).toBeNull();
    await driver.clock.set(now + 3653 * DAY_MS);
    const later = await driver.open("options");
    await until(later, () => document.querySelector("[data-action='take-clock-back']") !== null);
    await later.evaluate(() => document.querySelector<HTMLElement>("[data-action='take-clock-back']")?.click());
    await poll(
      () => later.evaluate(() => document.querySelector("[data-health-result='clockTakenBack']")?.textContent ?? ""),
      "the correction to be taken back",
    );
    await until(later, () => document.querySelector("[data-action='take-clock-back']") === null);
    const back = await readStore<CardEntry>(later, "states");
    for (const id of graded) {
      expect(back.find((card) => card.id === id)?.state.dueDay ?? 0).toBeGreaterThan(today + 3600);
    }
  },
);
