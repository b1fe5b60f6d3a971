import type { JSX } from "preact";
import { plural, t } from "../../platform/i18n.ts";
import type { DayCounts, Session } from "../../session/session-view.ts";
import { Glossary } from "./Glossary.tsx";
import { ProgressLine } from "./ProgressLine.tsx";
import { wordsOf } from "./words.ts";

interface Props {
  readonly session: Session;
  readonly layout: "popup" | "page";
  readonly settingsHref?: string | undefined;
  readonly progressHref?: string | undefined;
  readonly onUndo: () => void;
}

/** What is left today, and the few things that are always a click away. */
export function StudyHeader({ session, layout, settingsHref, progressHref, onUndo }: Props): JSX.Element {
  const { counts, view } = session;
  const words = view.kind === "card" || view.kind === "fact" ? wordsOf(view) : [];
  return (
    <header class="study-header">
      {layout === "page" && counts !== null && <ProgressLine counts={counts} />}
      <p class="study-left">{counts === null ? "\u00a0" : leftText(counts)}</p>
      {words.length > 0 && <Glossary words={words} />}
      <button
        type="button"
        class="quiet-button"
        aria-keyshortcuts="U Control+Z Meta+Z"
        title={t("undoHint")}
        hidden={!session.canUndo}
        onClick={onUndo}
      >
        {t("undo")}
      </button>
      <span class="visually-hidden" role="status">
        {session.takenBack}
      </span>
      {progressHref !== undefined && (
        <a
          class="quiet-button progress-link"
          href={progressHref}
          target="_blank"
          rel="noopener"
          title={t("progressLink")}
          aria-label={t("progressLink")}
        >
          <RingMark />
        </a>
      )}
      {settingsHref !== undefined && (
        <a class="quiet-button" href={settingsHref} target="_blank" rel="noopener">
          {t("settingsLink")}
        </a>
      )}
    </header>
  );
}

/** Three rings, of which the outer one is not closed: as the page that it leads to. */
const RingMark = (): JSX.Element => (
  <svg class="ring-mark" viewBox="0 0 20 20" aria-hidden="true">
    <circle cx="10" cy="10" r="2.2" />
    <path d="M10 4.8a5.2 5.2 0 1 1-4.5 2.6M10 1.2a8.8 8.8 0 0 1 6.2 15M3.8 16.2a8.8 8.8 0 0 1 3.4-14.5" />
  </svg>
);

/** Both numbers: a new card that was answered comes back within the hour, so what is left alone would stand still. */
function leftText({ doneToday, ...open }: DayCounts): string {
  const left = open.learning + open.review + open.new;
  if (left === 0) return t("leftNone");
  return doneToday === 0 ? plural("left", left) : t("leftAfter", doneToday, left);
}
