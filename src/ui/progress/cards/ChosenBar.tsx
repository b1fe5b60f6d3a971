import type { JSX } from "preact";
import { CARD_ACTIONS, type CardActionKind } from "../../../core/plan/card-action.ts";
import type { CardLine } from "../../../core/stats/card-list.ts";
import type { StudyDay } from "../../../core/time/study-day.ts";
import { plural, t } from "../../../platform/i18n.ts";
import { openVisit } from "../../../platform/visit-cards.ts";
import type { CardActions } from "../../../session/cards/card-actions.ts";
import { ActionButtons, ActionResult } from "../../cards/ActionButtons.tsx";

interface Props {
  readonly actions: CardActions;
  /** The chosen cards, those that the search hides among them. */
  readonly chosen: readonly CardLine[];
  readonly hidden: number;
  readonly today: StudyDay;
  readonly onClear: () => void;
}

/** What would change any of the chosen cards, as far as the list knows them. */
export const offeredFor = (chosen: readonly CardLine[]): readonly CardActionKind[] =>
  CARD_ACTIONS.filter((kind) => chosen.some((line) => wouldChange(line, kind)));

function wouldChange({ suspended, buried, stability, standing, reviews }: CardLine, kind: CardActionKind): boolean {
  switch (kind) {
    case "suspend":
      return !suspended;
    case "unsuspend":
      return suspended;
    case "bury":
      return !suspended && !buried;
    case "due":
      return stability !== null;
    case "reset":
      return standing !== "new" || reviews > 0;
  }
}

/** How many of the chosen cards the search hides; nothing where it hides none. */
export const hiddenText = (hidden: number): string => (hidden > 0 ? plural("chosenHidden", hidden) : "");

/** What can be done with the chosen cards, under the list. */
export function ChosenBar({ actions, chosen, hidden, today, onClear }: Props): JSX.Element {
  return (
    <section class="chosen" aria-label={t("chosenTitle")}>
      <div class="chosen-row">
        <p class="chosen-count" aria-live="polite">
          {chosen.length > 0 && plural("chosenCount", chosen.length)}
        </p>
        {/* Said with what the search has found. */}
        {hidden > 0 && <p class="chosen-hidden">{hiddenText(hidden)}</p>}
        <p class="fine" id="browse-keys" hidden={chosen.length > 0}>
          {t("chosenHint")}
        </p>
        {chosen.length > 0 && (
          <>
            <button
              type="button"
              class="small-button"
              data-action="study-these"
              onClick={() => openVisit(chosen.map(({ id }) => id))}
            >
              {t("studyThese")}
            </button>
            <ActionButtons
              actions={actions}
              cards={chosen.map(({ id }) => id)}
              kinds={offeredFor(chosen)}
              today={today}
            />
            <button type="button" class="quiet-button" data-action="choose-none" onClick={onClear}>
              {t("chosenClear")}
            </button>
          </>
        )}
      </div>
      <div class="chosen-row">
        <ActionResult actions={actions} />
      </div>
    </section>
  );
}
