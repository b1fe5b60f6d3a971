import { systemClock } from "../../platform/clock.ts";
import { messagesLanguage } from "../../platform/i18n.ts";
import { keepingVersion } from "../../platform/kept-text.ts";
import type { Here } from "./kept-card.ts";

/** What a kept card depends on, as it is now on this page. */
export function here(): Here {
  const nowMs = systemClock.nowMs();
  return {
    version: keepingVersion(),
    language: messagesLanguage(),
    nowMs,
    offsetMinutes: systemClock.offsetAt(nowMs),
  };
}
