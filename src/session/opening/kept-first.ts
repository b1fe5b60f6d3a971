/**
 * A session that shows the kept card until the database has answered. Nothing is done with a card before the database says
 * that it is still the one in front: the first press is held back until then, and is done on that very card or not at all,
 * which is said then. A card may have been answered elsewhere while no page was open that could have forgotten it.
 */
import { attendedMs } from "../../platform/attention.ts";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { liveValue } from "../common/live.ts";
import type { KeptCard } from "../study/kept/kept-card.ts";
import type { BegunSession, LiveSession } from "../study/live-session.ts";
import type { Drawn } from "../study/session-state.ts";
import type { SessionActions, ShownSession } from "../study/session-view.ts";
import { BLANK, NOT_YET, untilBegun } from "./until-begun.ts";

/**
 * @param begin begins the session; what it is given tells what is drawn already, as of the moment when it is asked
 * @param lookedMs for how many ms the page was looked at
 * @param firstShownAtMs when the card was drawn, in those ms
 */
export function keptFirst(
  kept: KeptCard,
  begin: (drawn: () => Drawn) => Promise<BegunSession>,
  lookedMs: () => number = attendedMs,
  firstShownAtMs: number = lookedMs(),
): LiveSession {
  const { view, revision } = kept;
  const { optionOrder, content } = view;
  let shownAtMs = firstShownAtMs;
  const begun = begin(() => ({ card: content.id, revision, optionOrder, shownAtMs }));
  /** The actions on that card; null where another is in front, or the same one says something else. */
  const confirm = async (): Promise<SessionActions | null> => {
    const session = await begun;
    await session.ready;
    return session.confirms(kept) ? session.current().actions : null;
  };
  const confirmed = confirm().catch(() => null);

  let isHeld = false;
  /** Holds the first action back until the card is confirmed; what else is pressed meanwhile is nothing. */
  const held = async <R>(act: (actions: SessionActions) => R): Promise<Awaited<R> | null> => {
    if (isHeld) return null;
    isHeld = true;
    const actions = await confirmed;
    if (actions === null) await sayMissed();
    return actions && (await act(actions));
  };
  const actions: SessionActions = {
    // There is nothing yet to grade, to take back or to go on from.
    ...NOT_YET,
    begin: () => {
      shownAtMs = lookedMs();
    },
    reveal: async (card, said) => (await held((real) => real.reveal(card, said))) ?? false,
    setAside: (how) =>
      logFailure(
        "setting a card aside",
        held((real) => real.setAside(how)),
      ),
    mark: () =>
      logFailure(
        "marking a card",
        held((real) => real.mark()),
      ),
    cardDesk: async (said) => (await confirmed)?.cardDesk?.(said) ?? null,
    saveWording: async (card, wording) => (await confirmed)?.saveWording(card, wording) ?? false,
  };
  const following = untilBegun({ ...keptSession(kept), actions }, begun);
  const live = liveValue(following.current());
  /** What came in place of the card where a press was for nothing: that is said as long as it is in front. */
  let instead: string | null = null;
  const follow = (): void => {
    const session = following.current();
    const missed = { takenBack: t("keptMissed"), takenBackShort: t("keptMissed") };
    live.set(instead !== null && inFront(session) === instead ? { ...session, ...missed } : session);
  };
  following.subscribe(follow);
  const sayMissed = async (): Promise<void> => {
    await following.opened;
    const session = following.current();
    if (session.view.kind !== "trouble") instead = inFront(session);
    follow();
  };
  return { current: live.current, subscribe: live.subscribe, opened: following.opened, ready: Promise.resolve() };
}

/** What is shown with a kept card before the database has answered. */
export const keptSession = ({ revision: _, ...shown }: KeptCard): ShownSession => ({
  ...BLANK,
  ...shown,
  isKept: true,
});

/** The same as long as the same is shown. */
const inFront = ({ view }: ShownSession): string =>
  view.kind === "card" ? `${view.content.id} ${view.revealed}` : view.kind;
