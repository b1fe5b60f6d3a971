/**
 * A filled database as Chromium keeps it once some days have passed. A transaction of more than a megabyte writes how to undo it
 * into the same files, and what it deletes of that afterwards stays in them until they are packed: each opening walks over it.
 * Chromium packs all files of a database that was just closed, not oftener than every one to three days, and in a browser that has
 * run for five minutes to an hour. Nobody can ask it to, so this waits for it, once for each database.
 *
 * https://source.chromium.org/chromium/chromium/src/+/main:content/browser/indexed_db/instance/bucket_context.cc
 */
import { cpSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { launch, poll } from "../support/driver.ts";
import { type FilledProfile, filledProfile } from "./filled.ts";
import type { Filling } from "./filling.ts";
import { isPacked } from "./is-packed.ts";

const MINUTE_MS = 60_000;
/** The most that a browser runs before it packs a database, and some more for looking twice. */
const LONGEST_MS = 65 * MINUTE_MS;
/**
 * It closes a database two seconds after its last page has, and has a minute then for this and for what comes before it: to open the
 * database sooner would stop it.
 */
const LOOK_AGAIN_MS = 1.2 * MINUTE_MS;

/** A filled profile for Chromium. @param isSettled see above; then it is a copy of that, with a name of its own */
export const grownProfile = (
  isSettled: boolean,
  extension: string,
  folder: string,
  filling: Filling,
): Promise<FilledProfile> =>
  isSettled ? settledProfile(extension, folder, filling) : filledProfile("chromium", extension, folder, filling);

async function settledProfile(extension: string, folder: string, filling: Filling): Promise<FilledProfile> {
  const filled = await filledProfile("chromium", extension, folder, filling);
  const path = `${filled.path}-settled`;
  const sign = join(path, "settled");
  if (!filled.isWhole || existsSync(sign)) return { ...filled, path };
  rmSync(path, { recursive: true, force: true });
  cpSync(filled.path, path, { recursive: true });
  await settle(path, extension);
  writeFileSync(sign, "");
  return { ...filled, path };
}

async function settle(profile: string, extension: string): Promise<void> {
  console.error("waiting until Chromium packs the database, which may take an hour");
  const driver = await launch("chromium", { extension, profile });
  try {
    await driver.background.stop();
    const lab = await driver.open("lab");
    let lookAtMs = 0;
    const isDone = async (): Promise<boolean> => {
      if (Date.now() < lookAtMs) return false;
      const found = isPacked(profile);
      // Once it has begun, this waits until it is done.
      await openAndClose(lab);
      lookAtMs = Date.now() + LOOK_AGAIN_MS;
      return found;
    };
    await poll(isDone, "the database to be packed", LONGEST_MS);
  } finally {
    await driver.close({ keepProfile: true });
  }
}

const openAndClose = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open("osteon");
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      }),
  );
