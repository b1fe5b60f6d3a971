/** The care for the data by the background, made to go on while something else is measured. Chromium only. */
import type { Page } from "puppeteer-core";
import { poll } from "../support/extension/driver.ts";

declare const chrome: {
  readonly alarms: { readonly create: (name: string, at: { when: number; periodInMinutes: number }) => Promise<void> };
};

const LONGEST_MS = 120_000;
/** For so long the background works at each wake, see `src/care/care.ts`. */
const BUDGET_MS = 15_000;
/** Where the second record is kept; and in it the file that notes, among others, that everything was checked. */
const RECORD = "second-record";
const NOTES = "https://second-record.invalid/health.json";

const wake = (lab: Page): Promise<void> =>
  lab.evaluate(() => chrome.alarms.create("tick", { when: Date.now(), periodInMinutes: 30 }));

export const filesCopied = (lab: Page): Promise<number> =>
  lab.evaluate(async (name) => (await (await caches.open(name)).keys()).length, RECORD);

const isChecked = (lab: Page): Promise<boolean> =>
  lab.evaluate(
    async (name, notes) => {
      const noted = await (await caches.open(name)).match(notes);
      return noted !== undefined && (await noted.json()).selfTest !== undefined;
    },
    RECORD,
    NOTES,
  );

/**
 * The background copies all of the log anew, as after the second record was lost, and then checks everything. Resolves once
 * the copying has begun. @param lab any page of the extension
 */
export async function beginCare(lab: Page): Promise<void> {
  await lab.evaluate((name) => caches.delete(name), RECORD);
  await wake(lab);
  await poll(async () => (await filesCopied(lab)) > 0, "the copying to begin", LONGEST_MS);
}

/** What was done while the background cared for the data. */
export interface DuringCare {
  readonly steps: number;
  /** Those of them at whose end the care that was under way at their beginning still was. */
  readonly during: number;
  /** How often all of it was begun anew. */
  readonly begun: number;
}

/** Takes so many steps while all is copied and checked: whatever ends meanwhile is begun anew. */
export async function whileCaring(lab: Page, steps: number, step: () => Promise<unknown>): Promise<DuringCare> {
  await beginCare(lab);
  let [begun, during, wokenAtMs] = [1, 0, Date.now()];
  for (let taken = 0; taken < steps; taken++) {
    await step();
    const isDone = await isChecked(lab);
    const isOver = Date.now() - wokenAtMs > BUDGET_MS;
    if (!isDone && !isOver) during++;
    else {
      if (isDone) {
        await beginCare(lab);
        begun++;
      } else await wake(lab);
      wokenAtMs = Date.now();
    }
  }
  if (during < steps / 2) throw new Error(`the care was under way during ${during} of ${steps} steps alone`);
  return { steps, during, begun };
}
