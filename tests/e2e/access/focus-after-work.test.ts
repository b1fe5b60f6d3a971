import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import type { CardId, DeviceId } from "../../../src/core/ids.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/settings.ts";
import { isoDay, studyDayOf } from "../../../src/core/time/study-day.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { type Driver, type Kind, poll, until } from "../../support/extension/driver.ts";
import { choose, openOptions } from "../../support/extension/options-files.ts";
import { readStore } from "../../support/extension/study.ts";
import { encodeBackup } from "../../support/files/backup-text.ts";
import { quickToForget, reviewEvents } from "../../support/samples/learner-log.ts";

const start = useLentBrowsers();
const OTHER = "feedfacefeedface" as DeviceId;
const TODAY = studyDayOf(Date.now(), 0, DEFAULT_SETTINGS.rolloverHour);

/** Options of somebody with an exam in five days, and so many cards that are due after it. */
async function withLateCards(driver: Driver, cards: number): Promise<Page> {
  const options = await openOptions(driver);
  await until(options, () => document.querySelector('[data-model="default"]') !== null);
  const rows = () => readStore<{ id: CardId }>(options, "states");
  const ids = (await poll(async () => ((await rows()).length > 0 ? rows() : null), "the cards")).map(({ id }) => id);
  const events = reviewEvents(quickToForget(cards, cards * 8), ids, OTHER);
  const last = new Map(events.map((event) => [event.card, event]));
  const late = events.map((event) =>
    last.get(event.card) === event ? { ...event, next: { dueDay: TODAY + 40, dueAtMs: null } } : event,
  );
  const log = { events: late, decks: [], ownDecks: [] };
  await choose(options, "learner.json", await encodeBackup(log, { exportedAtMs: Date.now(), appVersion: "0.1.0" }));
  await until(options, () => document.querySelector('[data-action="confirm"]') !== null);
  await options.click('[data-action="confirm"]');
  await until(options, () => document.querySelector('[data-result="restored"]') !== null);
  await until(options, () => document.querySelector("[name='exam-day'][min]") !== null);
  await options.evaluate(
    (day) => {
      const field = document.querySelector<HTMLInputElement>("[name='exam-day']");
      if (!field) return;
      field.value = day;
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    },
    isoDay(TODAY + 5),
  );
  await until(options, () => document.querySelector("[data-action='set-exam'][aria-disabled='false']") !== null);
  await options.click("[data-action='set-exam']");
  await until(options, () => document.querySelector("[data-action='bring-forward'][aria-disabled='false']") !== null);
  return options;
}

/** The action, or the class of the section, that has the focus; "body" where nothing has. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at === document.body ? "body" : (at?.getAttribute("data-action") ?? at?.className ?? "");
  });

describe.each<Kind>(["chromium", "firefox"])("the focus in the panel of an exam, in %s", (kind) => {
  test("stays there once its button is gone", async () => {
    const options = await withLateCards(await start(kind, { timeZone: "UTC" }), 30);
    await options.focus("[data-action='bring-forward']");
    await options.keyboard.press("Enter");
    await until(options, () => document.querySelector("[data-action='bring-forward-back']") !== null);
    await until(options, () => document.querySelector("[data-action='bring-forward']") === null);
    expect(await focused(options)).toContain("exam");
    await options.focus("[data-action='bring-forward-back']");
    await options.keyboard.press("Enter");
    await until(options, () => document.querySelector("[data-action='bring-forward-back']") === null);
    expect(await focused(options)).not.toBe("body");
  });
});
