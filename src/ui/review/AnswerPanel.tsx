import type { JSX } from "preact";
import { useId } from "preact/hooks";
import type { CardContent } from "../../core/deck/deck.ts";
import { isEmpty } from "../../core/deck/plain-text.ts";
import type { TypedVerdict } from "../../core/deck/typed.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";
import type { SessionView } from "../../session/study/session-view.ts";
import { Rich } from "../parts/Rich.tsx";
import { Sentence } from "../parts/Sentence.tsx";
import type { Attempt } from "./attempt.ts";
import { MixedUpLine } from "./MixedUpLine.tsx";
import { NoteLine } from "./NoteLine.tsx";
import { OptionReasons } from "./OptionReasons.tsx";
import { optionsOf } from "./pair.ts";
import { SourceDrawer } from "./SourceDrawer.tsx";
import { type Verdict, verdictOf } from "./verdict.ts";

const OF_NUMBERS: Record<Exclude<Verdict, "near">, MessageKey> = {
  right: "verdictNumberRight",
  wrong: "verdictNumberWrong",
  unread: "verdictUnread",
};
const OF_NAMES: Record<TypedVerdict, MessageKey> = {
  right: "verdictTypedRight",
  near: "verdictTypedNear",
  wrong: "verdictTypedWrong",
};

/** The sentence about what was typed; null where nothing was. */
function verdictText({ type }: CardContent, { typed }: Attempt, verdict: Verdict | null): string | null {
  if (typed === "" || verdict === null) return null;
  if (verdict === "unread" || (type === "number" && verdict !== "near")) return t(OF_NUMBERS[verdict]);
  return t(OF_NAMES[verdict]);
}

interface Props {
  readonly view: SessionView & { kind: "card" };
  readonly attempt: Attempt;
}

/** The answer first and by itself, then why; beside or under it what else there is to read, and where it comes from. */
export function AnswerPanel({ view, attempt }: Props): JSX.Element {
  const { content } = view;
  const verdict = verdictOf(content, attempt);
  const said = verdictText(content, attempt, verdict);
  // The gap, station or label has just filled with it: said once more, it would only push the reason out of sight.
  const inPlace =
    content.type === "cloze" ||
    content.type === "pathway" ||
    (content.type === "diagram" && content.covered.what === "label");
  const answer = <Rich text={content.answer} />;
  const hasOptions = optionsOf(content).length > 0;
  const [verdictId, answerId] = [useId(), useId()];
  return (
    <>
      {/* It has the focus, and of a section no more is read out then than its name and this. */}
      <section
        class="answer"
        tabIndex={-1}
        data-stage-focus=""
        aria-label={t("answerLabel")}
        aria-describedby={`${verdictId} ${answerId}`}
      >
        {said !== null && (
          <p id={verdictId} class="verdict" data-verdict={verdict}>
            {said}
          </p>
        )}
        {/* For the eye the mark on the option says it. */}
        {hasOptions && verdict === "wrong" && (
          <p id={verdictId} class="visually-hidden">
            {t("verdictChoiceWrong")}
          </p>
        )}
        <p id={answerId} class={inPlace ? "answer-text visually-hidden" : "answer-text"}>
          {!hasOptions ? (
            answer
          ) : (
            <Sentence
              message={verdict === "right" ? "verdictRightIs" : "verdictIs"}
              pieces={[<span class="answer-said">{answer}</span>]}
              words={(text) => <span class="answer-lead">{text}</span>}
            />
          )}
        </p>
        {view.mixedUp && <MixedUpLine {...view.mixedUp} />}
        {!isEmpty(content.reason) && (
          <p class="reason">
            <Rich text={content.reason} />
          </p>
        )}
      </section>
      <div class="side">
        {content.type === "choice" && <OptionReasons options={content.options} order={view.optionOrder} />}
        {content.note !== null && <NoteLine note={content.note} />}
        <SourceDrawer
          content={content}
          provenance={view.provenance}
          statement={view.statement}
          references={view.references}
          wording={view.own.wording}
        />
      </div>
    </>
  );
}
