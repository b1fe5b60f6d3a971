/** Tasks of 50 ms and more on the main thread of a page, while it and the background have much to do. Chromium only. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { type Driver, poll } from "../support/extension/driver.ts";
import { chooseSetting } from "../support/extension/settings.ts";
import { answer } from "../support/extension/study.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { whileCaring } from "./care.ts";
import { quieted } from "./lab-page.ts";
import type { Samples } from "./measure.ts";
import { byLength, inWords, noteTasks, type TimedTask, tasksOf } from "./noted-tasks.ts";

/** From here on the browser calls a task long, in ms. */
const LONG = 50;
const LONGEST_MS = 600_000;
/** Most reviews of a day, so that none of the cards that are graded is a new one. */
const REVIEWS = 400;

/** The longest of them against 50 ms; in words how many there were, and what the processor had to do with them. */
function against(what: string, tasks: readonly TimedTask[]): Samples {
  const [longest] = byLength(tasks);
  const said = longest
    ? `${tasks.length} tasks of 50 ms or more, the longest ${inWords(longest)}`
    : "no task of 50 ms, which is put down as one";
  return { what: `${what}: ${said}`, ours: [Math.max(LONG, longest?.ms ?? 0)], floor: [LONG] };
}

/** So many cards graded in the popup, while the background copies and checks. */
export async function tasksWhileStudying(driver: Driver, what: string, cards: number): Promise<Samples> {
  await quieted(driver);
  const lab = await driver.open("lab");
  await chooseSetting(lab, "reviewsPerDay", REVIEWS);
  const study = await driver.open("popup", { beforeLoad: noteTasks });
  await study.bringToFront();
  const { during, begun } = await whileCaring(lab, cards, () => answer(study, 3));
  const care = `${what}, which was begun ${begun} times and went on during ${during} of them`;
  return against(care, await tasksOf(study));
}

/** The options opened until all is shown; then a check of all data, and a backup compared with them. */
export async function tasksInOptions(driver: Driver, what: string): Promise<Samples> {
  await quieted(driver);
  const backup = await backupOf(driver);
  const options = await driver.open("options", { beforeLoad: noteTasks });
  const isShown = () => options.evaluate(() => document.querySelector(".health-list") !== null);
  await poll(isShown, "the health of the data", LONGEST_MS);
  const tasks = await tasksOf(options);
  console.error("shown");
  await options.click('[data-action="check"]');
  const checked = () => options.evaluate(() => document.querySelector("[data-health-result]") !== null);
  await poll(checked, "the result of the check", LONGEST_MS);
  tasks.push(...(await tasksOf(options)));
  console.error("checked");
  const input = await options.$('input[data-action="choose-file"]');
  await (input as unknown as { uploadFile: (path: string) => Promise<void> }).uploadFile(backup);
  const compared = () => options.evaluate(() => document.querySelector(".preview") !== null);
  await poll(compared, "the preview", LONGEST_MS);
  tasks.push(...(await tasksOf(options)));
  console.error("compared");
  return against(what, tasks);
}

/** A backup of all, saved as a user saves it. @returns where it lies */
async function backupOf(driver: Driver): Promise<string> {
  const folder = temporaryFolder("bench");
  const session = await driver.browser.target().createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  const page = await driver.open("options");
  await page.waitForSelector('[data-action="export"][aria-disabled="false"]');
  await page.click('[data-action="export"]');
  const saved = async () => readdirSync(folder).find((name) => /\.(json|zip)$/.test(name));
  const name = await poll(saved, "the backup", LONGEST_MS);
  await page.close();
  return join(folder, name);
}
