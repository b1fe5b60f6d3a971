/** The one notification a day, for who asks for it. */
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { withPermission } from "../../support/extension/driver/extension.ts";
import { KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { chosenSettings } from "../../support/extension/settings.ts";
import { readStore } from "../../support/extension/study.ts";

const start = useLentBrowsers();
const SWITCH = '[name="reminder"]';

interface Api {
  readonly alarms: { readonly create: (name: string, at: { when: number }) => Promise<void> };
  readonly notifications: { readonly getAll: (callback?: (all: object) => void) => Promise<object> | undefined };
}
type Scope = { readonly browser?: Api; readonly chrome: Api };

/** By the half-hourly alarm: the other one is set anew whenever the badge is refreshed, as after a change of settings. */
const wake = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const { browser, chrome } = globalThis as unknown as Scope;
    return (browser ?? chrome).alarms.create("tick", { when: Date.now() });
  });
const shown = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { browser, chrome } = globalThis as unknown as Scope;
    return Object.keys((await (browser ?? chrome).notifications.getAll()) ?? {});
  });
const notedDays = async (page: Page): Promise<unknown[]> =>
  (await readStore<{ key: string; value: unknown }>(page, "local"))
    .filter(({ key }) => key === "job/reminder")
    .map(({ value }) => value);

describe.each(KINDS)("the reminder of %s", (kind) => {
  test("comes once it is asked for, when something is due and nothing was answered", async () => {
    const driver = await start(kind, { extension: withPermission(kind, "notifications") });
    const options = await driver.open("options");
    await until(options, () => document.querySelector('[name="reminder"]') !== null);
    expect(await options.$('[name="reminderHour"]')).toBeNull();
    await wake(options);
    await options.click(SWITCH);
    await until(options, () => document.querySelector('[name="reminderHour"]') !== null);
    // The hour at which a day starts: it is always past.
    await options.select('[name="reminderHour"]', "4");
    await poll(async () => (await chosenSettings(options)).reminderHour === 4, "the hour to be saved");
    expect((await chosenSettings(options)).reminder).toBe(true);
    await wake(options);
    await poll(async () => (await notedDays(options)).length === 1, "the day of the reminder");
    if (kind === "chromium") await poll(async () => (await shown(options)).length === 1, "the notification");
  });

  test("is off at first, and stays off with a sentence where the permission is refused", async () => {
    const driver = await start(kind);
    const options = await driver.open("options");
    await until(options, () => document.querySelector('[name="reminder"]') !== null);
    expect(await options.$eval(SWITCH, (box) => (box as HTMLInputElement).checked)).toBe(false);
    await options.evaluate(() => {
      type Request = (wanted: unknown, callback?: (given: boolean) => void) => Promise<boolean>;
      const scope = globalThis as unknown as Record<"browser" | "chrome", { permissions: { request: Request } }>;
      (scope.browser ?? scope.chrome).permissions.request = async (_, callback) => {
        callback?.(false);
        return false;
      };
    });
    await options.click(SWITCH);
    await poll(async () => (await textOf(options, "#reminder-error")).includes("permission"), "the sentence");
    expect(await chosenSettings(options)).toEqual({});
  });
});
