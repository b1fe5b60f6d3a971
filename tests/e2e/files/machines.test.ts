import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { violationsOn } from "../../support/extension/axe.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { filesIn, press, putFiles, ready, said, withFolder } from "../../support/extension/carried.ts";
import { beforeScripts } from "../../support/extension/driver/inject.ts";
import { type Driver, KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { offeredBy, openOptions } from "../../support/extension/options-files.ts";
import { answer, eventsIn, reviewsIn } from "../../support/extension/study.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** Two machines with one memory: what one of them writes is carried to the other, as a program or a person would. */

const start = useLentBrowsers();

/** A folder of the extension's own is always allowed: this page finds one that the browser wants the user asked for again. */
function asksAgain(): void {
  let access = "prompt";
  Object.assign(FileSystemHandle.prototype, {
    queryPermission: async () => access,
    requestPermission: async () => {
      // Only what comes from a click may ask.
      if (navigator.userActivation.isActive) access = "granted";
      return access;
    },
  });
}

/** What a program does that carries a folder: files that are not there yet, and those that are newer, are copied. */
const carry = async (from: Page, to: Page): Promise<void> => {
  const [there, here] = [await filesIn(from), await filesIn(to)];
  const news = Object.entries(there).filter(([name, bytes]) => here[name]?.join() !== bytes.join());
  await putFiles(to, Object.fromEntries(news));
};

const ids = async (page: Page): Promise<string[]> => (await eventsIn(page)).map(({ id }) => id).sort();

async function answers(driver: Driver, count: number): Promise<Page> {
  const tab = await driver.newTab();
  for (let i = 0; i < count; i++) await answer(tab, 3);
  return tab;
}

describe("two machines with a folder in chromium", () => {
  test("give each other their answers, by themselves once the folder is chosen", async () => {
    const [one, two] = [await start("chromium"), await start("chromium")];
    const open = await answers(one, 3);
    const onOne = await withFolder(one);
    await ready(onOne, "choose-folder");
    await press(onOne, "choose-folder");
    await said(onOne, /Nothing new came in/);
    expect(
      Object.keys(await filesIn(onOne))
        .sort()
        .join(),
    ).toMatch(/device-.*journal-/);

    await answers(two, 1);
    const onTwo = await withFolder(two);
    await ready(onTwo, "choose-folder");
    await carry(onOne, onTwo);
    await press(onTwo, "choose-folder");
    await said(onTwo, /entries came in/);
    expect(await reviewsIn(onTwo)).toHaveLength(4);
    expect(await textOf(onTwo, ".machines ul")).toMatch(/without a name/);
    expect(await violationsOn(onTwo)).toEqual([]);

    // From now on a study page does it when it is opened.
    await carry(onTwo, onOne);
    const tab = await one.newTab();
    await poll(async () => (await reviewsIn(tab)).length === 4, "the answer of the other machine");
    expect(await ids(tab)).toEqual(await ids(onTwo));
    // The page of the other tab counts it as well.
    await until(open, (count) => document.querySelector(`[role=progressbar][aria-valuenow="${count}"]`) !== null, 4);
    await tab.close();
    await open.close();

    await answers(two, 1);
    await ready(onTwo, "exchange");
    await press(onTwo, "exchange");
    await said(onTwo, /Nothing new came in/);
    await carry(onTwo, onOne);
    const asking = await one.open("newtab", { beforeLoad: (page) => beforeScripts(page, asksAgain) });
    await asking.waitForSelector(".folder-line");
    expect(await reviewsIn(asking)).toHaveLength(4);
    expect(await violationsOn(asking)).toEqual([]);
    await asking.click('.folder-line [data-action="allow-folder"]');
    await poll(async () => (await reviewsIn(asking)).length === 5, "the answer after the click");
    await poll(async () => (await asking.$(".folder-line")) === null, "the line's going");
  });

  test("show nothing to who does not know the passphrase, and take nothing from another one", async () => {
    const [one, two] = [await start("chromium"), await start("chromium")];
    await answers(one, 2);
    const onOne = await withFolder(one);
    await ready(onOne, "choose-folder");
    await onOne.type("#machine-words", "a grey whale");
    await ready(onOne, "set-passphrase");
    await press(onOne, "set-passphrase");
    await said(onOne, /From now on the files are encrypted/);
    await ready(onOne, "choose-folder");
    await press(onOne, "choose-folder");
    await said(onOne, /Nothing new came in/);
    for (const name of Object.keys(await filesIn(onOne))) expect(name).toMatch(/\.enc$/);

    const onTwo = await withFolder(two);
    await ready(onTwo, "choose-folder");
    await carry(onOne, onTwo);
    await press(onTwo, "choose-folder");
    await said(onTwo, /this machine gives nothing/);
    expect(await textOf(onTwo, ".machines")).toMatch(/passed over/);
    for (const name of Object.keys(await filesIn(onTwo))) expect(name).toMatch(/\.enc$/);
    const before = await ids(onTwo);
    await onTwo.type("#machine-words", "a blue whale");
    await ready(onTwo, "set-passphrase");
    await press(onTwo, "set-passphrase");
    await said(onTwo, /does not open the files/);
    expect(await ids(onTwo)).toEqual(before);
    await onTwo.type("#machine-words", "a grey whale");
    await ready(onTwo, "set-passphrase");
    await press(onTwo, "set-passphrase");
    await said(onTwo, /From now on the files are encrypted/);
    await ready(onTwo, "exchange");
    await press(onTwo, "exchange");
    await said(onTwo, /entries came in/);
    expect(await reviewsIn(onTwo)).toHaveLength(2);
  });
});

describe.each(KINDS)("files that are carried by hand to %s", (kind) => {
  test("bring the answers of the other machine, once, however often they are taken in", async () => {
    const [one, two] = [await start(kind === "chromium" ? "firefox" : "chromium"), await start(kind)];
    await answers(one, 2);
    const from = await openOptions(one);
    await ready(from, "save-news");
    await press(from, "save-news");
    const file = await offeredBy(from);
    const tab = await answers(two, 1);
    const options = await openOptions(two);
    const path = join(temporaryFolder("carried"), file.name);
    writeFileSync(path, file.bytes);
    const input = await poll(() => options.$('input[data-action="take-in"]'), "the file field");
    await input.uploadFile(path);
    await said(options, /entries came in/);
    expect(await reviewsIn(tab)).toHaveLength(3);
    await input.uploadFile(path);
    await said(options, /Nothing new came in/);
    expect(await reviewsIn(tab)).toHaveLength(3);

    writeFileSync(path, file.bytes.subarray(0, -9));
    await input.uploadFile(path);
    await said(options, /not whole/);
    expect(await reviewsIn(tab)).toHaveLength(3);
  });
});
