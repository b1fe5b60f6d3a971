/** A browser that was killed and starts again: nothing is lost, and the background does what it does at each start. */
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Envelope } from "../../src/core/log/envelope.ts";
import { decodeBackup } from "../../src/exchange/backup/decode-backup.ts";
import { withPermission } from "../support/driver/extension.ts";
import { KINDS, type Kind, launch, type OwnDriver, poll, textOf, until } from "../support/driver.ts";
import { chooseSetting, chosenSettings } from "../support/settings.ts";
import { answer, badgeText, eventsIn, reachCard, reviewsIn } from "../support/study.ts";

const SWITCH = '[name="dailyCopy"]';

/** What was there when the browser was killed. */
interface Left {
  readonly answered: readonly string[];
  readonly inFront: string;
  readonly log: readonly Envelope[];
}

async function openOptions(driver: OwnDriver): Promise<Page> {
  const page = await driver.open("options");
  await until(page, () => document.querySelector('[name="dailyCopy"]') !== null);
  await until(page, () => document.querySelector(".health-list") !== null);
  return page;
}

const isOn = (page: Page): Promise<boolean> => page.$eval(SWITCH, (box) => (box as HTMLInputElement).checked);
const savedSwitch = async (page: Page): Promise<unknown> => (await chosenSettings(page)).dailyCopy;

/** Ten answers in the new tab; then a copy in the downloads is switched on. */
async function study(driver: OwnDriver): Promise<Left> {
  const popup = await driver.open("popup");
  await reachCard(popup);
  await chooseSetting(popup, "newPerDay", 20);
  const tab = await driver.newTab();
  const answered: string[] = [];
  // Good keeps cards in learning, Easy sends them away: both ways to be due next are in the log.
  for (let i = 0; i < 10; i++) answered.push(await answer(tab, i % 2 === 0 ? 4 : 3));
  const { card: inFront } = await reachCard(tab);
  expect(inFront).not.toBe("");
  const options = await openOptions(driver);
  expect(await isOn(options)).toBe(false);
  await options.click(SWITCH);
  await poll(async () => (await savedSwitch(options)) === true, "the switch to be saved");
  expect(await isOn(options)).toBe(true);
  return { answered, inFront, log: await eventsIn(options) };
}

describe.each(KINDS)("in %s, killed and started again", (kind: Kind) => {
  const downloads = mkdtempSync(join(process.env.OSTEON_PROFILES ?? tmpdir(), "osteon-copy-"));
  let left: Left;
  let driver: OwnDriver | undefined;
  beforeAll(async () => {
    const options = { extension: withPermission(kind, "downloads"), downloads };
    driver = await launch(kind, options);
    left = await study(driver);
    expect(readdirSync(downloads)).toEqual([]);
    await driver.kill();
    driver = await launch(kind, { ...options, profile: driver.profile });
  });
  afterAll(() => driver?.close());
  const again = (): OwnDriver => {
    if (!driver) throw new Error("the browser did not start again");
    return driver;
  };

  test("ten answers are there, and the eleventh card is in front", async () => {
    const tab = await again().newTab();
    expect((await reachCard(tab)).card).toBe(left.inFront);
    expect((await reviewsIn(tab)).map(({ card }) => card)).toEqual(left.answered);
    // The background counts again when the browser starts, without any page's help.
    await poll(async () => (await badgeText(tab)) !== "", "the badge after the restart");
  });

  test("the background completes the second record and checks the log; the options say so, and check it again", async () => {
    const year = String(new Date().getFullYear());
    // Three dates: that of the second record, that of the check, and that of the copy.
    const areNamed = async (options: Page) => (await textOf(options, ".health-list")).split(year).length === 4;
    const page = await optionsOnce(again(), areNamed, "the options to name the second record and the check");
    expect(await textOf(page, ".health-list")).toContain(`Entries in your log${left.log.length}`);
    expect(await textOf(page, ".health-list")).toContain("no differences");

    const whole = await page.evaluate(check, false);
    expect(whole).toMatchObject({ name: "Checking everything", kind: "clean", shares: expect.arrayContaining([1]) });
    expect(whole.shares).toEqual(whole.shares.toSorted((a, b) => a - b));
    expect(new Set(whole.shares).size).toBeGreaterThan(3);
    const stopped = await page.evaluate(check, true);
    expect(stopped).toMatchObject({ kind: "stopped", said: "The check was stopped before its end." });
    expect(stopped.shares).not.toContain(1);
    // The button that was pressed is gone.
    expect(stopped.focus).toBe("check");
    expect(await page.evaluate(check, false)).toMatchObject({ kind: "clean", said: whole.said });
  });

  test("a copy is in the downloads, since it was switched on, and is a backup of everything", async () => {
    const place = join(downloads, "Osteon");
    const copy = await poll(async () => {
      const [name = ""] = readdirSync(place).filter((one) => /^osteon-\d{4}-\d\d-\d\d\.json$/.test(one));
      const result = await decodeBackup(readFileSync(join(place, name), "utf8"));
      return "log" in result ? result.log : null;
    }, "the file");
    expect(copy.events).toEqual(expect.arrayContaining([...left.log]));
    expect(copy.events).toContainEqual(expect.objectContaining({ kind: "setting", key: "dailyCopy", value: true }));
    expect(copy.events).toHaveLength(left.log.length);

    // The options name the file's day, and turn it off again.
    const isNamed = async (page: Page) => !(await textOf(page, ".health-list")).includes("Last backup fileNone yet");
    const options = await optionsOnce(again(), isNamed, "the options to name the file");
    await until(options, () => document.querySelector<HTMLInputElement>('[name="dailyCopy"]')?.checked);
    await options.click(SWITCH);
    await poll(async () => (await savedSwitch(options)) === false, "the switch to be off");
    expect(readdirSync(downloads)).toEqual(["Osteon"]);
    expect(readdirSync(place)).toHaveLength(1);
  });
});

/** The options, opened anew until they say what is waited for. */
const optionsOnce = (driver: OwnDriver, says: (page: Page) => Promise<boolean>, what: string): Promise<Page> =>
  poll(async () => {
    const page = await openOptions(driver);
    if (await says(page)) return page;
    await page.close();
    return null;
  }, what);

/** Runs in the page: has everything checked. @returns what the bar said meanwhile, what was said in the end, and which button has the focus */
function check(
  stops: boolean,
): Promise<{ name: string; shares: number[]; kind: string; said: string; focus: string | undefined }> {
  return new Promise((resolve) => {
    let name = "";
    const shares: number[] = [];
    const press = (action: string) => {
      const button = document.querySelector<HTMLElement>(`[data-action="${action}"]`);
      button?.focus();
      button?.click();
    };
    const look = () => {
      const bar = document.querySelector<HTMLProgressElement>(".health progress");
      name = bar?.ariaLabel ?? name;
      if (bar?.hasAttribute("value")) shares.push(bar.position);
      if (stops) press("stop-check");
      const line = document.querySelector<HTMLElement>(".health [role=status][data-health-result]");
      if (!line || bar) return;
      watcher.disconnect();
      const focus = (document.activeElement as HTMLElement | null)?.dataset.action;
      resolve({ name, shares, kind: line.dataset.healthResult ?? "", said: line.textContent ?? "", focus });
    };
    const watcher = new MutationObserver(look);
    const panel = document.querySelector(".health");
    if (panel) watcher.observe(panel, { subtree: true, childList: true, attributes: true, characterData: true });
    press("check");
  });
}
