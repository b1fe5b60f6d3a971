import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useBrowsers, useLentBrowsers, useOneLentBrowser } from "../../support/extension/browsers.ts";
import { withPermission } from "../../support/extension/driver/extension.ts";
import { chromeScope } from "../../support/extension/driver/firefox-scope.ts";
import { type Driver, KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { chooseSetting, chosenSettings } from "../../support/extension/settings.ts";
import { answer, eventsIn, reachCard } from "../../support/extension/study.ts";
import { decodeBackup } from "../../support/files/backup-text.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const start = useBrowsers();
const borrow = useLentBrowsers();
const borrowOnce = useOneLentBrowser();
const folder = (): string => temporaryFolder("copy");
const SWITCH = '[name="dailyCopy"]';

/** Runs in the page: from now on the user says no to every permission, and is seen to be asked in a click. */
function refuse(): void {
  type Request = (wanted: unknown, callback?: (given: boolean) => void) => Promise<boolean>;
  type Api = { readonly permissions: { request: Request } };
  const scope = globalThis as unknown as { browser?: Api; chrome: Api; asked?: boolean[] };
  scope.asked = [];
  (scope.browser ?? scope.chrome).permissions.request = async (_, callback) => {
    scope.asked?.push(navigator.userActivation.isActive);
    // An older Chromium is asked with a callback.
    callback?.(false);
    return false;
  };
}

async function openOptions(driver: Driver): Promise<Page> {
  const page = await driver.open("options");
  await until(page, () => document.querySelector('[name="dailyCopy"]') !== null);
  return page;
}

const isOn = (page: Page): Promise<boolean> => page.$eval(SWITCH, (box) => (box as HTMLInputElement).checked);
const savedSwitch = async (page: Page): Promise<unknown> => (await chosenSettings(page)).dailyCopy;

test("the permission is asked for when the copy is switched on, and given back when it is switched off, in firefox", async () => {
  // Only Firefox can be told to answer its question with yes.
  const driver = await borrow("firefox");
  const { downloads } = driver;
  const scope = await chromeScope(driver.browser);
  await scope.run(async () => Services.prefs.setBoolPref("extensions.webextOptionalPermissionPrompts", false));
  const study = await driver.open("popup");
  await answer(study, 3);
  await reachCard(study);
  const options = await openOptions(driver);
  expect(await mayDownload(options)).toBe(false);
  await options.click(SWITCH);
  await poll(async () => (await savedSwitch(options)) === true, "the switch to be saved");
  expect(await mayDownload(options)).toBe(true);

  // Without a new start: the background runs already, and has not had the permission before. It is woken by an alarm that
  // nobody else sets now: since a setting has changed, pages and background set the one for the queue anew, which takes the
  // place of one that has not gone off.
  await options.evaluate(() => (globalThis as unknown as Scope).browser.alarms.create("soon", { when: Date.now() }));
  await poll(() => readdirSync(join(downloads, "Osteon")).length === 1, "the file");

  await options.click('[data-action="restore-defaults"]');
  await options.click('[data-action="confirm-defaults"]');
  await poll(async () => !(await mayDownload(options)), "the permission to be given back");
  await poll(async () => !(await isOn(options)), "the switch to be off");
});

describe.each(KINDS)("a copy in the downloads of %s", (kind) => {
  test("is written once it is switched on, and is a backup of everything", async () => {
    const extension = withPermission(kind, "downloads");
    const downloads = folder();
    const first = await start(kind, { extension, downloads });
    const study = await first.open("popup");
    for (const rating of [3, 1] as const) await answer(study, rating);
    await reachCard(study);
    const events = await eventsIn(study);
    const options = await openOptions(first);
    expect(await isOn(options)).toBe(false);
    await options.click(SWITCH);
    await poll(async () => (await savedSwitch(options)) === true, "the switch to be saved");
    expect(await isOn(options)).toBe(true);
    expect(readdirSync(downloads)).toEqual([]);
    await first.close({ keepProfile: true });

    const second = await start(kind, { extension, downloads, profile: first.profile });
    const place = join(downloads, "Osteon");
    const decoded = await poll(async () => {
      const [name = ""] = readdirSync(place).filter((one) => /^osteon-\d{4}-\d\d-\d\d\.json$/.test(one));
      const result = await decodeBackup(readFileSync(join(place, name), "utf8"));
      return "log" in result ? result.log : null;
    }, "the file");
    expect(decoded.events).toEqual(expect.arrayContaining(events));
    expect(decoded.events).toContainEqual(expect.objectContaining({ kind: "setting", key: "dailyCopy", value: true }));
    expect(decoded.events).toHaveLength(events.length + 1);

    // The options name the file's day, and turn it off again.
    const again = await poll(async () => {
      const page = await openOptions(second);
      if (!(await textOf(page, ".health-list")).includes("Last backup fileNone yet")) return page;
      await page.close();
      return null;
    }, "the options to name the file");
    await until(again, () => document.querySelector<HTMLInputElement>('[name="dailyCopy"]')?.checked);
    await again.click(SWITCH);
    await poll(async () => (await savedSwitch(again)) === false, "the switch to be off");
    expect(readdirSync(downloads)).toEqual(["Osteon"]);
    expect(readdirSync(place)).toHaveLength(1);
  });

  test("stays off with a sentence when the user refuses the permission", async () => {
    const driver = await borrowOnce(kind);
    const options = await openOptions(driver);
    await options.evaluate(refuse);
    for (let times = 1; times <= 2; times++) {
      await options.click(SWITCH);
      await until(options, (n) => (globalThis as { asked?: boolean[] }).asked?.length === n, times);
      await poll(async () => !(await isOn(options)), "the switch to go back");
      expect(await textOf(options, "#dailyCopy-error")).toContain("has not given the permission");
    }
    expect(await options.evaluate(() => (globalThis as { asked?: boolean[] }).asked)).toEqual([true, true]);
    expect(await savedSwitch(options)).toBeUndefined();
  });

  test("is off without the permission, whatever a backup brought", async () => {
    const driver = await borrowOnce(kind);
    const study = await driver.open("popup");
    await reachCard(study);
    await chooseSetting(study, "dailyCopy", true);
    const options = await openOptions(driver);
    await until(options, () => document.querySelector(".health-list") !== null);
    expect(await savedSwitch(options)).toBe(true);
    expect(await isOn(options)).toBe(false);
  });
});

interface Scope {
  readonly browser: {
    readonly alarms: { readonly create: (name: string, at: { when: number }) => Promise<void> };
    readonly permissions: { readonly contains: (wanted: { permissions: string[] }) => Promise<boolean> };
  };
}
const mayDownload = (page: Page): Promise<boolean> =>
  page.evaluate(() => (globalThis as unknown as Scope).browser.permissions.contains({ permissions: ["downloads"] }));
