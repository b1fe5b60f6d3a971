import type { ComponentChildren, JSX } from "preact";
import { askedOn, type CardColumn, type CardLine } from "../../../core/stats/card-list.ts";
import type { StudyDay } from "../../../core/time/study-day.ts";
import { t } from "../../../platform/i18n.ts";
import { daysText, dueText } from "../../cards/words.ts";
import { langOf } from "../../parts/deck-language.ts";
import { percent } from "../../parts/figures.ts";
import { standingName } from "../../parts/ring-words.ts";

interface Props {
  readonly line: CardLine;
  readonly place: number;
  /** Distance from the top of the list, in px. */
  readonly top: number;
  /** As all rows have it, whatever they hold. */
  readonly heightRem: number;
  readonly today: StudyDay;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (how: "stretch" | "toggle") => void;
  readonly onOpen: () => void;
}

/** One card of the list. A plain press opens it; with Shift, Ctrl or Cmd, and on its box, it is chosen. */
export function CardRow({
  line,
  place,
  top,
  heightRem,
  today,
  isActive,
  isChosen,
  onChoose,
  onOpen,
}: Props): JSX.Element {
  const lang = langOf(line.language);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see CardTable.
    // biome-ignore lint/a11y/useFocusableInteractive: its button is.
    <div
      class="card-row"
      role="row"
      aria-rowindex={place + 2}
      // Else the name of its box stands in it as well, and the question twice.
      aria-labelledby={`card-row-${place}`}
      aria-selected={isChosen}
      style={{ transform: `translateY(${top}px)`, blockSize: `${heightRem}rem` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see CardTable. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: by keyboard, Space on the row does the same. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: see above; the room around the box counts as the box. */}
      <div role="gridcell" class="card-pick" onClick={({ shiftKey }) => onChoose(shiftKey ? "stretch" : "toggle")}>
        <input type="checkbox" tabIndex={-1} checked={isChosen} aria-label={t("chooseCard", line.question)} />
      </div>
      <Cell name="question">
        <button
          type="button"
          class="card-open"
          id={`card-row-${place}`}
          data-row={place}
          tabIndex={isActive ? 0 : -1}
          onClick={({ shiftKey, ctrlKey, metaKey }) => {
            if (shiftKey) onChoose("stretch");
            else if (ctrlKey || metaKey) onChoose("toggle");
            else onOpen();
          }}
        >
          <span class="card-front" lang={lang}>
            {line.isMarked && (
              <span class="own-mark" role="img" aria-label={t("ownMarked")}>
                ★{" "}
              </span>
            )}
            {line.question}
          </span>
          <span class="card-back" lang={lang}>
            {line.answer}
          </span>
        </button>
      </Cell>
      <Cell name="chapter" lang={lang}>
        {line.chapter}{" "}
        {line.ofDeck !== null && (
          <span class="card-deck" title={line.ofDeck}>
            {line.ofDeck}
          </span>
        )}
      </Cell>
      <Cell name="due">{dayOf(line, today)}</Cell>
      <Cell name="recall">{line.recall === null ? "–" : percent(line.recall)}</Cell>
      <Cell name="stability">{line.stability === null ? "–" : daysText(line.stability)}</Cell>
      <Cell name="reviews">{line.reviews}</Cell>
    </div>
  );
}

/** When it is asked, or why it is not. */
function dayOf(line: CardLine, today: StudyDay): string {
  if (line.off) return t("cardOff");
  if (line.suspended) return t("filterSuspended");
  const day = askedOn(line, today);
  if (day !== null) return dueText(day, today);
  return line.buried ? t("dueTomorrow") : standingName(line.standing);
}

interface CellProps {
  readonly name: CardColumn;
  readonly lang?: string | undefined;
  readonly children: ComponentChildren;
}

const Cell = ({ name, lang, children }: CellProps): JSX.Element => (
  // biome-ignore lint/a11y/useSemanticElements: see CardTable.
  // biome-ignore lint/a11y/useFocusableInteractive: only the button of its row is.
  <div role="gridcell" class={`card-${name}`} lang={lang}>
    {children}
  </div>
);
