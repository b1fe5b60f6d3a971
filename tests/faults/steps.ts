import { cpSync } from "node:fs";
import { basename } from "node:path";
import type { Page } from "puppeteer-core";
import { makeProfile, preferencesPutBack } from "../support/extension/driver/profile.ts";
import { type Kind, launch, type OwnDriver, poll } from "../support/extension/driver.ts";
import { answer, eventsIn, reachCard, stageOf } from "../support/extension/study.ts";
import { idsOf, waitUntilRecorded } from "./inspect.ts";

/** What the page shows first, past a notice about storage, with the notice's text if there was one. */
export async function pastStorageNotice(page: Page): Promise<string | null> {
  const stage = await poll(() => stageOf(page), "something to be shown");
  if (stage.notice !== "storage") return null;
  const text = await page.evaluate(() => document.querySelector("[data-notice='storage'] .notice-title")?.textContent);
  await page.keyboard.press(" ");
  await poll(async () => (await stageOf(page))?.notice !== "storage", "the notice to go");
  return text ?? "";
}

export interface Visit {
  readonly profile: string;
  /** The log when the browser was closed. */
  readonly ids: readonly string[];
  readonly driver: OwnDriver;
}

/** One start of the browser in which some cards are graded; it is quit once the second record holds them. */
export async function visit(kind: Kind, profile: string | undefined, grades: number): Promise<Visit> {
  const driver = await launch(kind, profile === undefined ? {} : { profile });
  const page = await driver.open("popup");
  await pastStorageNotice(page);
  for (let i = 0; i < grades; i++) await answer(page, 3);
  await reachCard(page);
  await waitUntilRecorded(page);
  const ids = idsOf(await eventsIn(page));
  await driver.close({ keepProfile: true });
  return { profile: driver.profile, ids, driver };
}

/** What the first visits of this file left: a browser is started and studied in once for each engine. */
const firsts = new Map<Kind, Promise<Visit>>();

/**
 * A profile of its own, in which three cards were graded once the deck was new. Cases that were installed beside each other in
 * one profile would share starts of 0.6 s of processor time, but each would have a first visit of 1.6 s in place of a copy.
 */
export async function afterFirstVisit(kind: Kind): Promise<Visit> {
  const made = firsts.get(kind) ?? visit(kind, undefined, 3);
  firsts.set(kind, made);
  const first = await made;
  await preferencesPutBack(first.profile);
  const profile = makeProfile(kind);
  // Names of the process that had the profile are no part of what it left.
  cpSync(first.profile, profile, { recursive: true, filter: (path) => !basename(path).startsWith("Singleton") });
  return { ...first, profile, driver: { ...first.driver, profile } };
}

/** Waits until the page is past its first frame and its log holds exactly these events. */
export async function expectLog(page: Page, ids: readonly string[]): Promise<void> {
  await poll(() => stageOf(page), "something to be shown");
  await poll(async () => idsOf(await eventsIn(page)).join() === ids.join(), `all ${ids.length} events to be there`);
}
