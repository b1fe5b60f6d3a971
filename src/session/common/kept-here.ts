import { hasSingleKeys } from "../../platform/appearance.ts";
import { systemClock } from "../../platform/clock.ts";
import { messagesLanguage } from "../../platform/i18n.ts";
import { extensionVersion } from "../../platform/own-manifest.ts";
import type { Circumstances } from "./kept.ts";

/** What is kept depends on this, as it is now on this page. */
export const here = (): Circumstances => hereAt(systemClock.nowMs());

/** The same at another instant. */
export const hereAt = (nowMs: number): Circumstances => ({
  version: extensionVersion(),
  language: messagesLanguage(),
  nowMs,
  offsetMinutes: systemClock.offsetAt(nowMs),
  singleKeyShortcuts: hasSingleKeys(),
});
