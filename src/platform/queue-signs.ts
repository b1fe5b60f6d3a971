import { wakeAt } from "./alarm.ts";
import { browser } from "./browser.ts";

/**
 * What the browser is told when today's queue has changed: how many cards wait, and when the clock will have changed
 * that. Pages tell it too, since the background sleeps while they write.
 */
export async function tellQueue(count: number, nextChangeMs: number): Promise<void> {
  await Promise.all([showBadge(count), wakeAt(nextChangeMs)]);
}

/** More than this is "many"; a toolbar has room for three characters. */
const MOST = 99;
const COLOR = "#a4502f";

/** Shows how many cards wait, on the toolbar button; nothing when none does. */
async function showBadge(count: number): Promise<void> {
  const text = count === 0 ? "" : count > MOST ? `${MOST}+` : String(count);
  await Promise.all([
    browser.action.setBadgeText({ text }),
    browser.action.setBadgeBackgroundColor({ color: COLOR }),
    // White on the accent: some browsers would otherwise choose black.
    browser.action.setBadgeTextColor?.({ color: "#ffffff" }),
  ]);
}
