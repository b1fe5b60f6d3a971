/**
 * What was stored is damaged while the browser is closed. First of all Chromium's own data loss: a record torn at the
 * end of LevelDB's log, which a write that is cut short leaves behind, is tolerated at the next start, which appends
 * behind it; the start after that finds a wrong checksum and deletes every database of the origin. Every event must be
 * there all the same, and the user must be told.
 */
import { describe, expect, test } from "vitest";
import { useBrowsers } from "../support/extension/browsers.ts";
import { type Kind, poll } from "../support/extension/driver.ts";
import { stageOf } from "../support/extension/study.ts";
import { expectWhole, waitUntilRecorded } from "./inspect.ts";
import { LONG } from "./long.ts";
import {
  chromiumDatabase,
  chromiumRecord,
  filesIn,
  firefoxOrigin,
  firefoxRecord,
  garble,
  halve,
  removeFolder,
  TEARS,
  tearLevelDb,
} from "./profile.ts";
import { afterFirstVisit, expectLog, type Visit, visit } from "./steps.ts";

const launch = useBrowsers();

/** Starts the browser a last time and expects these events, in the database and in the second record. */
async function expectAll(kind: Kind, { profile, ids }: Pick<Visit, "profile" | "ids">) {
  const driver = await launch(kind, { profile });
  const page = await driver.open("popup");
  await expectLog(page, ids);
  await expectWhole(page);
  await waitUntilRecorded(page);
  return page;
}

/**
 * The notice comes before the first card, or after a card where it was found out while that one was in front. Each look
 * presses what the page asks for at that moment: a card that came back while it was turned is asked once more.
 */
const told = async (page: Awaited<ReturnType<typeof expectAll>>): Promise<void> => {
  // The page itself remembers: a key that was meant for what stood there before may take the notice away unseen.
  await page.evaluate(() => {
    const scope = globalThis as { told?: boolean };
    const look = (): void => {
      if (document.querySelector('[data-notice="storage"]')) scope.told = true;
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    look();
  });
  await poll(
    async () => {
      if (await page.evaluate(() => (globalThis as { told?: boolean }).told === true)) return true;
      const stage = await stageOf(page);
      if (stage && (stage.notice !== "done" || (await page.$(".go-on"))))
        await page.keyboard.press(stage.revealed ? "3" : " ");
      return false;
    },
    "the user to be told",
    30_000,
  );
};

describe("the database's log torn in Chromium", () => {
  for (const [name, tail] of Object.entries(TEARS)) {
    test(`${name}, and then two more grades: the browser loses events, all come back, the user is told`, async () => {
      const first = await afterFirstVisit("chromium");
      tearLevelDb(chromiumDatabase(first.driver), tail);
      const second = await visit("chromium", first.profile, 2);
      expect(second.ids).toEqual(expect.arrayContaining([...first.ids]));
      // Said only when events were lost, so this also shows that the tear did what it was to do.
      await told(await expectAll("chromium", second));
    });

    test(`${name}, and the newest files of the second record at the same moment`, async () => {
      const first = await afterFirstVisit("chromium");
      tearLevelDb(chromiumDatabase(first.driver), tail);
      for (const file of filesIn(chromiumRecord(first.driver), /_0$/)) halve(file);
      await told(await expectAll("chromium", await visit("chromium", first.profile, 2)));
    });

    test.runIf(LONG)(`${name}, and nothing written before the next start`, async () => {
      const first = await afterFirstVisit("chromium");
      tearLevelDb(chromiumDatabase(first.driver), tail);
      await expectAll("chromium", await visit("chromium", first.profile, 0));
    });
  }
});

type Damage = readonly [name: string, kind: Kind, damage: (visit: Visit) => void];

describe("the database gone", () => {
  const cases: readonly Damage[] = [
    ["its folder", "chromium", ({ driver }) => removeFolder(chromiumDatabase(driver))],
    ["its log overwritten", "chromium", ({ driver }) => filesIn(chromiumDatabase(driver), /\.log$/).forEach(garble)],
    [
      "its manifest overwritten",
      "chromium",
      ({ driver }) => filesIn(chromiumDatabase(driver), /MANIFEST/).forEach(garble),
    ],
    ["the origin's folder", "firefox", ({ driver }) => removeFolder(firefoxOrigin(driver))],
    [
      "its file overwritten",
      "firefox",
      ({ driver }) => filesIn(firefoxOrigin(driver), /onsote\.sqlite/).forEach(garble),
    ],
  ];
  for (const [name, kind, damage] of cases) {
    test(`${name}, in ${kind}: all comes back and the user is told`, async () => {
      const first = await afterFirstVisit(kind);
      damage(first);
      await told(await expectAll(kind, first));
    });
  }
});

describe("the second record damaged", () => {
  const cases: readonly Damage[] = [
    ["every file", "chromium", ({ driver }) => filesIn(chromiumRecord(driver), /_0$/).forEach(halve)],
    ["its index overwritten", "chromium", ({ driver }) => filesIn(chromiumRecord(driver), /index/).forEach(garble)],
    ["its folder gone", "chromium", ({ driver }) => removeFolder(chromiumRecord(driver))],
    ["its file overwritten", "firefox", ({ driver }) => filesIn(firefoxRecord(driver), /\.sqlite/).forEach(garble)],
    ["its folder gone", "firefox", ({ driver }) => removeFolder(firefoxRecord(driver))],
  ];
  for (const [name, kind, damage] of cases) {
    test(`${name}, in ${kind}: nothing is lost, and it is whole again`, async () => {
      const first = await afterFirstVisit(kind);
      damage(first);
      const second = await visit(kind, first.profile, 2);
      expect(second.ids).toEqual(expect.arrayContaining([...first.ids]));
      await expectAll(kind, second);
    });
  }
});
