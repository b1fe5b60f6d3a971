import type { JSX } from "preact";
import type { Confidence, Note } from "../../core/deck/deck.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";
import { Rich } from "../parts/Rich.tsx";

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
    <span class="note-confidence">
      {note.confidence === null
        ? t("noteOwn")
        : t(confidenceKey(note.confidence), String(note.confidence.sinceYear ?? ""))}
    </span>
  </p>
);

const SURE: Readonly<Record<Confidence["level"], MessageKey>> = {
  wellEstablished: "confidenceWellEstablished",
  likely: "confidenceLikely",
  debated: "confidenceDebated",
};
const SINCE: Readonly<Record<Confidence["level"], MessageKey>> = {
  wellEstablished: "confidenceWellEstablishedSince",
  likely: "confidenceLikelySince",
  debated: "confidenceDebatedSince",
};

/** How sure one can be of a remark, in words; those with a year want it as their first value. */
export const confidenceKey = ({ level, sinceYear }: Confidence): MessageKey =>
  (sinceYear === null ? SURE : SINCE)[level];
