import type { JSX } from "preact";
import { isEmpty } from "../../../core/deck/plain-text.ts";
import { whyOf } from "../../../core/plan/meeting.ts";
import { t } from "../../../platform/i18n.ts";
import type { SessionView } from "../../../session/study/session-view.ts";
import { Picture } from "../../parts/Picture.tsx";
import { Rich } from "../../parts/Rich.tsx";
import { NoteLine } from "../../review/NoteLine.tsx";
import { SourceDrawer } from "../../review/SourceDrawer.tsx";
import { NOTICE_TITLE } from "./notice-title.ts";

/** A fact before its first question: what is so, why, the picture, what medicine adds, and where it comes from. */
export function FactView({ view }: { readonly view: SessionView & { kind: "fact" } }): JSX.Element {
  const { meeting, content, provenance, references } = view;
  const why = whyOf(meeting, content);
  return (
    <article
      class="notice fact"
      data-notice="fact"
      data-fact={meeting.fact.id}
      tabIndex={-1}
      data-stage-focus
      aria-labelledby={NOTICE_TITLE}
    >
      <p class="eyebrow">{t("factEyebrow")}</p>
      <h1 id={NOTICE_TITLE} class="fact-statement">
        <Rich text={meeting.fact.statement} />
      </h1>
      {!isEmpty(why) && (
        <p class="reason">
          <Rich text={why} />
        </p>
      )}
      {meeting.drawing !== null && <Picture drawing={meeting.drawing} asked={null} />}
      <div class="side">
        {content.note !== null && <NoteLine note={content.note} />}
        <SourceDrawer content={content} provenance={provenance} references={references} />
      </div>
    </article>
  );
}
