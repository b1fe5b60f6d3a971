/** What stands on a page on which nothing is left of the day, while something comes from elsewhere. */
import { describe, expect, test } from "vitest";
import { makeReview } from "../../../src/core/log/make-event.ts";
import type { StateRow } from "../../../src/store/database/schema.ts";
import { maker } from "../../support/database/db-steps.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { KINDS, until } from "../../support/extension/driver.ts";
import { choose, openOptions } from "../../support/extension/options-files.ts";
import { answer, reachCard, readStore } from "../../support/extension/study.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";

const DAY_MS = 24 * 60 * 60_000;
const start = useLentBrowsers();

describe.each(KINDS)("in %s", (kind) => {
  test("the ring has what a file brings of days before", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    while ((await reachCard(tab)).card !== "") await answer(tab, 4);
    await tab.waitForSelector(".done-ring svg");
    const known = () => tab.$eval(".done-known", (line) => line.textContent);
    const before = await known();
    const states = await readStore<StateRow>(tab, "states");
    const others = states
      .filter(({ state, unlockedBy }) => state.phase === "new" && unlockedBy.length === 0)
      .slice(0, 5);
    expect(others.length).toBeGreaterThan(0);
    const agoMs = Date.now() - 5 * DAY_MS;
    const promise = { wait: { unit: "days", count: 60 }, rating: 4, surface: "popup", factRevision: 1 } as const;
    const events = others.map((row, i) =>
      makeReview(row, { ...promise, shownAtMs: agoMs + i }, maker(agoMs + i * 60_000)),
    );
    const options = await openOptions(driver);
    await choose(options, "other.json", await (await backupBlob({ events })).text());
    await until(options, () => document.querySelector('[data-action="confirm"]') !== null);
    await options.click('[data-action="confirm"]');
    await until(options, () => document.querySelector('[data-result="restored"]') !== null);
    // The same day is still over, and the page was not loaded again.
    await until(tab, (was) => document.querySelector(".done-known")?.textContent !== was, before);
    expect(await tab.$(".done-ring svg")).not.toBeNull();
  });
});
