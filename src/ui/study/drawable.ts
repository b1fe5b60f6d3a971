import { t } from "../../platform/i18n.ts";
import { liveValue } from "../../session/common/live.ts";
import { whenIdle } from "../../session/common/when-idle.ts";
import type { LiveSession } from "../../session/study/live-session.ts";
import type { ShownSession } from "../../session/study/session-view.ts";
import { loadParts, partsOf } from "./page-parts.ts";

/**
 * The session as it can be drawn: a view is handed on once the parts of the page are there that draw it, and until then the
 * one before stays, busy. So nothing is ever drawn half, and a key is never meant for a view that is not there yet. The other
 * parts are loaded once the page is idle. Where a part cannot be loaded, the view says so.
 * @param find gives the parts without which a view cannot be drawn
 */
export function drawable(live: LiveSession, find: typeof partsOf = partsOf): LiveSession {
  const shown = liveValue(live.current());
  const handOn = async (): Promise<void> => {
    const next = live.current();
    const missing = find(next.view).filter((part) => part.now() === null);
    if (missing.length === 0) return shown.set(next);
    const before = shown.current();
    // What stays in sight takes no action meanwhile: it would fall on what comes next. Nothing looks different for that.
    if (before.view.kind !== "loading" && !before.busy) shown.set({ ...before, busy: true });
    const drawn = await loadParts(missing).then(
      () => next,
      (error: unknown) => withoutPart(next, error),
    );
    // What came meanwhile hands itself on.
    if (live.current() === next) shown.set(drawn);
  };
  live.subscribe(() => void handOn());
  return {
    current: shown.current,
    subscribe: shown.subscribe,
    ready: live.ready.then(handOn),
    opened: live.opened.then(() => {
      void whenIdle()
        .then(() => loadParts())
        // Only so that they are there when they are needed; then it is tried again, and told.
        .catch(() => undefined);
    }),
  };
}

function withoutPart(session: ShownSession, error: unknown): ShownSession {
  console.error("a part of the page could not be loaded:", error);
  return { ...session, view: { kind: "trouble", message: t("partMissing"), way: "loadAgain" } };
}
