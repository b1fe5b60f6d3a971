/** A session of which something is shown before it is there. */
import { t } from "../../platform/i18n.ts";
import { liveValue } from "../common/live.ts";
import type { LiveSession } from "../study/live-session.ts";
import type { SessionActions, ShownSession } from "../study/session-view.ts";

const nothing = (): void => {};

/** What can be done while there is nothing to do it with. */
export const NOT_YET: SessionActions = {
  begin: nothing,
  reveal: async () => false,
  grade: nothing,
  undo: nothing,
  setAside: nothing,
  saveWording: async () => false,
  mark: nothing,
  practise: nothing,
  acknowledge: nothing,
  answerOffer: nothing,
  moreNew: nothing,
  comeBackPlainly: nothing,
  popupOnly: nothing,
  goAhead: nothing,
  loadAgain: () => location.reload(),
  openPlainTab: nothing,
  readKnowledge: async () => null,
};

/** Nothing is drawn yet. */
export const BLANK: ShownSession = {
  view: { kind: "loading" },
  counts: null,
  deckLanguage: null,
  dayEndsAtMs: null,
  canUndo: false,
  takenBack: null,
  busy: false,
  actions: NOT_YET,
};

/** Shows `first` until the session that was begun has something to show itself, and that one from then on. */
export function untilBegun(first: ShownSession, begun: Promise<LiveSession>): Omit<LiveSession, "ready"> {
  const live = liveValue(first);
  const goOn = async (): Promise<void> => {
    const session = await begun;
    await session.ready;
    const follow = (): void => live.set(session.current());
    session.subscribe(follow);
    follow();
  };
  const opened = goOn().catch((error: unknown) => {
    console.error("the study session could not begin:", error);
    live.set({ ...BLANK, view: { kind: "trouble", message: t("partMissing"), way: "loadAgain" } });
  });
  return { current: live.current, subscribe: live.subscribe, opened };
}
