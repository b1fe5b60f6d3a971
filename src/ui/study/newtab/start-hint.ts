import { hasSingleKeys } from "../../../platform/appearance.ts";
import { t } from "../../../platform/i18n.ts";
import type { SessionView } from "../../../session/study/session-view.ts";

/** What the keys do on what is shown; null where there is nothing to start, and so nothing to offer. */
export function startHint(view: SessionView): string | null {
  if (view.kind === "card") {
    if (view.isTyped && !view.revealed) return t("startHintTyped");
    return t(hasSingleKeys() ? "startHint" : "startHintSpace");
  }
  const isEnd =
    view.kind === "loading" ||
    view.kind === "paused" ||
    view.kind === "trouble" ||
    (view.kind === "done" && view.ahead === 0);
  return isEnd ? null : t("startHintNotice");
}
