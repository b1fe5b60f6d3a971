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
  readonly onUndo: () => void;
}

/** What is left today, and the few things that are always a click away. */
export function StudyHeader({ session, layout, settingsHref, onUndo }: Props): JSX.Element {
  const { counts, view } = session;
  const words = view.kind === "card" ? wordsOf(view) : [];
  return (
    <header class="study-header">
      {layout === "page" && counts !== null && <ProgressLine counts={counts} />}
      <p class="study-left">{counts === null || isAllOff(view) ? "\u00a0" : leftText(counts)}</p>
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
      {settingsHref !== undefined && (
        <a class="quiet-button" href={settingsHref} target="_blank" rel="noopener">
          {t("settingsLink")}
        </a>
      )}
    </header>
  );
}

/** Then nothing is done, and the page says so itself. */
const isAllOff = (view: Session["view"]): boolean => view.kind === "done" && view.off.all;

/** Both numbers: a new card that was answered comes back within the hour, so what is left alone would stand still. */
function leftText({ doneToday, ...open }: DayCounts): string {
  const left = open.learning + open.review + open.new;
  if (left === 0) return t("leftNone");
  return doneToday === 0 ? plural("left", left) : t("leftAfter", doneToday, left);
}
