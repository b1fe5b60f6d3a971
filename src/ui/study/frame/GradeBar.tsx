import type { JSX } from "preact";
import type { Rating } from "../../../core/log/kinds/review.ts";
import type { Outcome } from "../../../core/memory/outcome.ts";
import { hasSingleKeys } from "../../../platform/appearance.ts";
import { type MessageKey, t } from "../../../platform/i18n.ts";
import { GRADE_NAMES } from "../../../session/common/grade-names.ts";
import { KeyHint } from "../../parts/KeyHint.tsx";
import { waitText } from "../../parts/wait-text.ts";
import { goOnGrade } from "../../review/attempt.ts";

const MEANINGS: Record<Rating, MessageKey> = {
  1: "gradeMeansAgain",
  2: "gradeMeansHard",
  3: "gradeMeansGood",
  4: "gradeMeansEasy",
};

interface Props {
  readonly outcomes: readonly Outcome[];
  /** The grade that the typed or chosen answer speaks for, see `suggestionOf`; null when only the user can know. */
  readonly suggested: Rating | null;
  /** What waits for minutes comes again in this visit. */
  readonly goesAhead: boolean;
  /** Nothing is written, so nothing is promised: what was forgotten comes again in this visit. */
  readonly isPractice?: boolean | undefined;
  /** Says under each grade what it means. */
  readonly explained: boolean;
  readonly onGrade: (rating: Rating) => void;
}

/** The four grades, each with the time until the card comes back. */
export function GradeBar({
  outcomes,
  suggested,
  goesAhead,
  isPractice = false,
  explained,
  onGrade,
}: Props): JSX.Element {
  return (
    <fieldset class="bar grade-bar">
      <legend class="visually-hidden">{t("gradeLegend")}</legend>
      {outcomes.map((outcome) => (
        <button
          key={outcome.rating}
          type="button"
          class="bar-button grade"
          data-rating={outcome.rating}
          data-suggested={outcome.rating === suggested ? "" : undefined}
          aria-keyshortcuts={keysOf(outcome.rating, goOnGrade(suggested))}
          title={outcome.rating === 2 ? t("gradeHardHint") : undefined}
          // The second press of a double click was meant for what stood here before.
          onClick={({ detail }) => detail < 2 && onGrade(outcome.rating)}
        >
          {hasSingleKeys() && <KeyHint>{String(outcome.rating)}</KeyHint>}
          <span class="grade-name">{t(GRADE_NAMES[outcome.rating])}</span>
          {explained && <span class="grade-meaning">{t(MEANINGS[outcome.rating])}</span>}
          <span class="grade-wait">{waitOf(outcome, goesAhead, isPractice)}</span>
          {/* For the eye it stands out. */}
          {outcome.rating === goOnGrade(suggested) && <span class="visually-hidden"> {t("keysShow")}</span>}
        </button>
      ))}
    </fieldset>
  );
}

/** The keys that give a grade; none where single keys do nothing and Space gives another. */
function keysOf(rating: Rating, goOn: Rating): string | undefined {
  const keys = [...(hasSingleKeys() ? [`${rating}`] : []), ...(rating === goOn ? ["Space", "Enter"] : [])];
  return keys.length > 0 ? keys.join(" ") : undefined;
}

function waitOf({ rating, wait }: Outcome, goesAhead: boolean, isPractice: boolean): string | null {
  if (isPractice) return rating === 1 ? t("waitThisVisit") : null;
  return goesAhead && wait.unit === "minutes" ? t("waitThisVisit") : waitText(wait);
}
