import type { JSX } from "preact";
import { plural, t } from "../../platform/i18n.ts";
import type { Session } from "../session-view.ts";
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
  const { progress, view } = session;
  const left = progress === null ? null : progress.learning + progress.review + progress.fresh;
  const words = view.kind === "card" ? wordsOf(view) : [];
  return (
    <header class="study-header">
      {layout === "page" && progress !== null && <ProgressLine progress={progress} />}
      <p class="study-left">{left === null ? "\u00a0" : left === 0 ? t("leftNone") : plural("left", left)}</p>
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
