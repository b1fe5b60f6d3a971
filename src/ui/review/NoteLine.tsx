import type { JSX } from "preact";
import type { Note } from "../../core/deck/deck.ts";
import { t } from "../../platform/i18n.ts";
import { Rich } from "../parts/Rich.tsx";
import { confidenceKey } from "./confidence.ts";

/** What mainstream medicine would add to the article, and how sure one can be of it. */
export const NoteLine = ({ note }: { readonly note: Note }): JSX.Element => (
  <aside class="note" aria-label={t("noteLabel")}>
    <p class="side-title" aria-hidden="true">
      {t("noteLabel")}
    </p>
    <NoteWords note={note} />
  </aside>
);

/** The remark and its confidence, where many stand on one page. */
export const NoteWords = ({ note }: { readonly note: Note }): JSX.Element => (
  <p>
    <Rich text={note.text} />{" "}
    <span class="note-confidence">{t(confidenceKey(note.confidence), note.confidence.sinceYear ?? "")}</span>
  </p>
);
