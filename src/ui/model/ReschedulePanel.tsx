import type { JSX } from "preact";
import type { Rescheduling } from "../../jobs/new-days.ts";
import { plural, t } from "../../platform/i18n.ts";
import type { ModelControl } from "../../session/options/model.ts";
import type { DaysBegun } from "../../session/options/new-days.ts";
import { ActionButton } from "../parts/ActionButton.tsx";
import { DaysBegunLine } from "../parts/DaysBegunLine.tsx";
import { numberText } from "../parts/figures.ts";
import { ToldAnew } from "../parts/ToldAnew.tsx";

interface Props {
  /** Null until it was asked for. */
  readonly rescheduling: Rescheduling | null;
  readonly canPutBack: boolean;
  readonly begun: DaysBegun | null;
  readonly busy: boolean;
  /** It was just said beside this that the days were given: that each card has its day then is nothing more. */
  readonly isGiven: boolean;
  readonly onReschedule: ModelControl["onReschedule"];
}

/** Due days by the model in use: what they would change is said first, and nothing moves unless the user asks. */
export function ReschedulePanel({ rescheduling, canPutBack, begun, busy, isGiven, onReschedule }: Props): JSX.Element {
  const moves = rescheduling === null ? 0 : rescheduling.earlier + rescheduling.later;
  return (
    <div class="reschedule">
      <h3>{t("rescheduleTitle")}</h3>
      <p>{t("rescheduleIntro")}</p>
      <p role="status" data-reschedule={rescheduling === null ? "unknown" : String(moves)}>
        <ToldAnew of={rescheduling}>{rescheduling !== null && <span>{sentence(rescheduling, isGiven)}</span>}</ToldAnew>
      </p>
      <div role="status">{begun !== null && !busy && <DaysBegunLine {...begun} canGoOn />}</div>
      <p class="settings-actions">
        {/* It stays there: whoever pressed it, and presses Enter once more before hearing what would change, must not move days. */}
        <ActionButton action="reschedule-preview" busy={busy} onPress={() => onReschedule("preview")}>
          {t("reschedulePreview")}
        </ActionButton>
        {moves > 0 && (
          <ActionButton action="reschedule" busy={busy} onPress={() => onReschedule("apply")}>
            {plural("rescheduleDo", moves)}
          </ActionButton>
        )}
        {moves === 0 && begun?.what === "giving" && (
          <ActionButton action="reschedule" busy={busy} onPress={() => onReschedule("apply")}>
            {t("daysGoOn")}
          </ActionButton>
        )}
        {canPutBack && (
          <ActionButton
            action="reschedule-back"
            look="quiet-button"
            busy={busy}
            onPress={() => onReschedule("takeBack")}
          >
            {t("rescheduleBack")}
          </ActionButton>
        )}
      </p>
    </div>
  );
}

/** In words; of cards that are still to be worked out by the weights in force nothing is known. */
function sentence({ earlier, later, dueBefore, dueAfter, isWhole }: Rescheduling, isGiven: boolean): string {
  const would =
    earlier + later > 0
      ? `${plural("rescheduleWould", earlier, numberText(later), numberText(dueBefore), numberText(dueAfter))} ${t("dueHelp")}`
      : isWhole && !isGiven && t("rescheduleNothing");
  return [would, !isWhole && t("rescheduleNotYet")].filter(Boolean).join(" ");
}
