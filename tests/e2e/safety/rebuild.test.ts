import { expect, test } from "vitest";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { beforeScripts } from "../../support/extension/driver/inject.ts";
import { KINDS, poll, textOf, until } from "../../support/extension/driver.ts";
import { answer, eventsIn, reachCard } from "../../support/extension/study.ts";

const launch = useLentBrowsers();

/** Runs in the page: the database cannot be opened, as when its files are damaged, until it has been deleted. */
function damage(): void {
  // Firefox runs this in every page that is opened from now on.
  if (!location.pathname.includes("/options/")) return;
  const factory = IDBFactory.prototype;
  const { open, deleteDatabase } = factory;
  let damaged = true;
  factory.open = function (name, version) {
    if (damaged && name === "osteon") throw new DOMException("Internal error opening backing store", "UnknownError");
    return version === undefined ? open.call(this, name) : open.call(this, name, version);
  };
  factory.deleteDatabase = function (name) {
    damaged = false;
    return deleteDatabase.call(this, name);
  };
}

test.each(KINDS)(
  "a database that cannot be opened: save what is left, start again from the second record, in %s",
  async (kind) => {
    const driver = await launch(kind);
    const study = await driver.open("popup");
    for (const rating of [3, 1, 4] as const) await answer(study, rating);
    await reachCard(study);
    const before = await eventsIn(study);
    await study.close();

    const page = await driver.open("options", { beforeLoad: (blank) => beforeScripts(blank, damage) });
    await until(page, () => document.querySelector(".rebuild") !== null);
    const click = (action: string) =>
      page.evaluate((name) => document.querySelector<HTMLElement>(`[data-action="${name}"]`)?.click(), action);
    const result = (wanted: RegExp, what: string) =>
      poll(async () => wanted.test(await textOf(page, "[data-rebuild-result]")), what);
    await page.evaluate(() => localStorage.setItem("osteon:ring", "as it was"));
    await click("rebuild-save");
    await result(new RegExp(`file with ${before.length} entries`), "the file to be saved");
    await click("rebuild");
    await result(new RegExp(`${before.length} entries are back`), "the entries to be back");
    expect(await page.evaluate(() => localStorage.getItem("osteon:ring"))).toBeNull();

    const after = await driver.open("popup");
    await until(after, () => document.querySelector("[data-card], [data-notice]") !== null);
    expect(await eventsIn(after)).toEqual(before);
  },
);
