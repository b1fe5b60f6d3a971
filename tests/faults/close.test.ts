/** A page that is closed, or sent away, in the midst of a grade: all of the grade is there or nothing of it. */
import { expect, test } from "vitest";
import { useLentBrowsers } from "../support/extension/browsers.ts";
import { KINDS, poll, until } from "../support/extension/driver.ts";
import { eventsIn, reveal } from "../support/extension/study.ts";
import { expectWhole, waitUntilRecorded } from "./inspect.ts";
import { LONG } from "./long.ts";

const ROUNDS = LONG ? 60 : 12;

const launch = useLentBrowsers();

test.each(KINDS)(`${ROUNDS} grades in %s whose page is closed at once`, async (kind) => {
  const driver = await launch(kind);
  const watcher = await driver.open("popup");
  await until(watcher, () => document.querySelector("[data-card], [data-notice]") !== null);
  let whole = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const page = await driver.open("popup");
    await reveal(page);
    const before = (await eventsIn(watcher)).length;
    // The page grades and leaves in one breath: with each round a little later, from before the transaction to after it.
    await page.evaluate((delayMs) => {
      document.querySelector<HTMLElement>('[data-rating="1"]')?.click();
      const leave = (): void => location.replace("about:blank");
      if (delayMs === 0) leave();
      else setTimeout(leave, delayMs);
    }, round % 6);
    await poll(async () => !(await page.evaluate(() => location.href)).includes("popup"), "the page to be gone");
    await page.close();
    const after = (await expectWhole(watcher)).length;
    expect([0, 1]).toContain(after - before);
    whole += after - before;
  }
  const driverPage = await driver.open("popup");
  await waitUntilRecorded(driverPage);
  console.log(
    `${kind}: ${ROUNDS} pages left in the midst of a grade, ${whole} grades whole, the others not there at all`,
  );
});
