import { systemClock } from "../../platform/clock.ts";
import { messagesLanguage } from "../../platform/i18n.ts";
import { extensionVersion } from "../../platform/own-manifest.ts";
import type { Here } from "./kept-card.ts";

/** What a kept card depends on, as it is now on this page. */
export function here(): Here {
  const nowMs = systemClock.nowMs();
  return {
    version: extensionVersion(),
    language: messagesLanguage(),
    nowMs,
    offsetMinutes: systemClock.offsetAt(nowMs),
  };
}
