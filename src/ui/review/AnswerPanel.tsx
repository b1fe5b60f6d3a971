import type { JSX } from "preact";
import { isEmpty } from "../../core/deck/plain-text.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";
import type { SessionView } from "../../session/session-view.ts";
import { Rich } from "../parts/Rich.tsx";
import { type Attempt, letterAt, type Verdict, verdictOf } from "./attempt.ts";
import { NoteLine } from "./NoteLine.tsx";
import { OptionReasons } from "./OptionReasons.tsx";
import { SourceDrawer } from "./SourceDrawer.tsx";

const VERDICTS: Record<"choice" | "number", Record<Verdict, MessageKey>> = {
  choice: { right: "verdictChoiceRight", wrong: "verdictChoiceWrong", unread: "verdictUnread" },
  number: { right: "verdictNumberRight", wrong: "verdictNumberWrong", unread: "verdictUnread" },
};

interface Props {
  readonly view: SessionView & { kind: "card" };
  readonly attempt: Attempt;
}

/** The answer first and by itself, then why, then what medicine adds, then where it comes from. */
export function AnswerPanel({ view, attempt }: Props): JSX.Element {
  const { content } = view;
  const verdict = verdictOf(content, attempt);
  const right = content.type === "choice" ? view.optionOrder.findIndex((index) => content.options[index]?.correct) : -1;
  const letter = right < 0 ? "" : letterAt(right);
  const kind = content.type === "choice" || content.type === "number" ? content.type : null;
  // The option, station or label has just filled with it: said once more, it would only push the reason out of sight.
  const inPlace =
    content.type === "choice" ||
    content.type === "pathway" ||
    (content.type === "diagram" && content.covered.what === "label");
  return (
    <section class="answer" tabIndex={-1} data-stage-focus="" aria-label={t("answerLabel")}>
      {kind !== null && verdict !== null && (
        <p class="verdict" data-verdict={verdict}>
          {t(VERDICTS[kind][verdict], letter)}
        </p>
      )}
      <p class={inPlace ? "answer-text visually-hidden" : "answer-text"}>
        <Rich text={content.answer} />
      </p>
      {!isEmpty(content.reason) && (
        <p class="reason">
          <Rich text={content.reason} />
        </p>
      )}
      {content.type === "choice" && <OptionReasons options={content.options} order={view.optionOrder} />}
      {content.note !== null && <NoteLine note={content.note} />}
      <SourceDrawer
        content={content}
        provenance={view.provenance}
        references={view.references}
        wording={view.own.wording}
      />
    </section>
  );
}
