import { Fragment, type JSX } from "preact";
import { plural, t } from "../../../platform/i18n.ts";
import type { DayCounts, ShownSession } from "../../../session/study/session-view.ts";
import { UndoButton } from "../../parts/UndoButton.tsx";
import { withCardInFront } from "./day-share.ts";
import { GlossaryButton } from "./GlossaryButton.tsx";
import { type More, MoreButton } from "./MoreButton.tsx";
import { ProgressLine } from "./ProgressLine.tsx";
import { RingMark } from "./RingMark.tsx";

interface Props {
  readonly session: ShownSession;
  readonly settingsHref?: string | undefined;
  readonly progressHref?: string | undefined;
  readonly onNotNow?: (() => void) | undefined;
  readonly onUndo: () => void;
  readonly more: More | null;
  /** Whether the card's words are open; null where it has none. */
  readonly words: { readonly open: boolean; readonly onToggle: () => void } | null;
}

/** What is left today, and the few things that are always a click away. */
export function StudyHeader({ session, more, words, onUndo, onNotNow, ...links }: Props): JSX.Element {
  const { counts, view } = session;
  const { settingsHref, progressHref } = links;
  const asked = counts && hasCard(view) ? withCardInFront(counts) : counts;
  return (
    <header class="study-header">
      {asked !== null && <ProgressLine counts={asked} />}
      <p class="study-left">
        {counts === null || asksNothing(view) ? NOTHING : <LeftText open={counts} none={noneLeftText(view)} />}
      </p>
      {more && <MoreButton {...more} />}
      {words && <GlossaryButton {...words} />}
      <UndoButton
        undoText={session.undoText}
        hidden={!session.canUndo}
        hasField={more?.hasField ?? false}
        onUndo={onUndo}
      />
      {progressHref !== undefined && (
        <a
          class="quiet-button progress-link"
          href={progressHref}
          target="_blank"
          rel="noopener"
          title={t("progressLink")}
        >
          <RingMark counts={asked} />
        </a>
      )}
      {onNotNow && (
        <button
          type="button"
          class="quiet-button"
          data-action="not-now"
          title={t("notNowHint", t("quietEnd"))}
          onClick={onNotNow}
        >
          {t("notNow")}
        </button>
      )}
      {settingsHref !== undefined && (
        <a class="quiet-button" href={settingsHref} target="_blank" rel="noopener">
          {t("settingsLink")}
        </a>
      )}
    </header>
  );
}

/**
 * Then nothing is done yet, or nothing ever comes, and the page says itself why, and how much is due: of all cards, whatever comes
 * of them today.
 */
const asksNothing = (view: ShownSession["view"]): boolean =>
  view.kind === "paused" || view.kind === "return" || (view.kind === "done" && (view.off.all || view.next === null));

/** A card is in front, or what is read before it. It stays, also where a smaller portion leaves no more for today. */
const hasCard = ({ kind }: ShownSession["view"]): boolean =>
  kind === "card" || kind === "term" || kind === "correction" || kind === "fact";

/** Keeps the height of the line. */
const NOTHING = "\u00a0";

/** What stands there where nothing more comes today. Only the end of the day says that all is done. */
const noneLeftText = (view: ShownSession["view"]): string =>
  hasCard(view) ? t("leftLast") : view.kind === "done" ? t("leftNone") : NOTHING;

/** "5 new · 3 learning · 12 due": each where there is any. Every answer moves it. */
function LeftText({ open, none }: { readonly open: DayCounts; readonly none: string }): JSX.Element {
  const parts = [
    ...(open.new > 0 ? [{ text: plural("leftNew", open.new) }] : []),
    // Also what was known once comes again within its steps: the word is not that of the grade.
    ...(open.learning > 0 ? [{ text: plural("leftLearning", open.learning), hint: t("leftLearningHint") }] : []),
    ...(open.review > 0 ? [{ text: plural("leftDue", open.review) }] : []),
  ];
  if (parts.length === 0) return <>{none}</>;
  return (
    <>
      {parts.map(({ text, hint }, i) => (
        <Fragment key={text}>
          {i > 0 && " · "}
          <span title={hint}>{text}</span>
        </Fragment>
      ))}
    </>
  );
}
