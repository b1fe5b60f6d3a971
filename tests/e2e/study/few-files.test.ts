/** Each file that a page loads costs the browser time of its own: what a study page loads in any case are a few scripts. */
import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { type Driver, poll, until } from "../../support/extension/driver.ts";
import { looksAreKept } from "../../support/extension/opening.ts";
import { answer, reachCard, readStore, waitForStage } from "../../support/extension/study.ts";

const start = useLentBrowsers();

/** The theme's, and those of `STUDY_FILES` in `scripts/build/bundle.mjs`. */
const MOST = 5;

async function openCounted(driver: Driver, name: string): Promise<{ page: Page; scripts: readonly string[] }> {
  const scripts: string[] = [];
  const page = await driver.open(name, {
    async beforeLoad(blank) {
      const session = await blank.createCDPSession();
      session.on("Network.requestWillBeSent", ({ type, request }) => {
        if (type === "Script") scripts.push(request.url);
      });
      // The browsers of tests tell of nothing that a page loads unless they are asked.
      await session.send("Network.enable");
    },
  });
  return { page, scripts };
}

/**
 * The last thing that a page does unasked is to compare the log with the second record, and to note when. It does not note it
 * again within minutes: `forgetRest` makes the note an old one.
 */
const isAtRest = (page: Page) =>
  until(page, async () => {
    const noted = await (await caches.open("second-record")).match("https://second-record.invalid/health.json");
    return noted !== undefined && (await noted.json()).copiedAtMs > performance.timeOrigin;
  });

const forgetRest = (page: Page) =>
  page.evaluate(async () => {
    const [record, name] = [await caches.open("second-record"), "https://second-record.invalid/health.json"];
    const noted = await (await record.match(name))?.json();
    await record.put(name, new Response(JSON.stringify({ ...noted, copiedAtMs: 0 })));
  });

/** On the very first start a page may be faster than the background, and then loads what installs decks. */
async function decksAreThere(driver: Driver): Promise<void> {
  const page = await driver.open("left-out");
  await poll(async () => (await readStore(page, "decks")).length > 0, "the decks to be installed");
  await page.close();
}

/** Those beyond as many as are allowed. */
const tooMany = (scripts: readonly string[]): readonly string[] => scripts.slice(MOST);

// Firefox does not tell which files a page of an extension loads; they are the same there.
test.each(["popup", "newtab"])(
  "in chromium, %s loads few scripts, from its first day to the end of one",
  async (name) => {
    const driver = await start("chromium");
    await decksAreThere(driver);
    const { page: welcome, scripts: first } = await openCounted(driver, name);
    await waitForStage(welcome, ({ notice }) => notice === "welcome", "the first screen");
    await isAtRest(welcome);
    const { card } = await reachCard(welcome);
    await looksAreKept(welcome, card);
    expect(first.length).toBeGreaterThan(1);
    expect(tooMany(first)).toEqual([]);
    await forgetRest(welcome);
    await welcome.close();

    const { page: kept, scripts } = await openCounted(driver, name);
    await reachCard(kept);
    await isAtRest(kept);
    expect(scripts.length).toBeGreaterThan(1);
    expect(tooMany(scripts)).toEqual([]);
    while ((await reachCard(kept)).card !== "") await answer(kept, 4);
    await kept.waitForSelector(".done-ring svg");
    // The rest of the day was written, and a picture of it drawn, with what was there already.
    expect(tooMany(scripts)).toEqual([]);
    await forgetRest(kept);
    await kept.close();

    const { page: done, scripts: last } = await openCounted(driver, name);
    await done.waitForSelector(".done-ring svg");
    await isAtRest(done);
    expect(tooMany(last)).toEqual([]);
    expect(last.length).toBeGreaterThan(1);
  },
);
