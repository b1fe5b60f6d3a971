import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { CardId } from "../../../core/ids.ts";
import type { CardLine, CardSort } from "../../../core/stats/card-list.ts";
import { type MessageKey, t } from "../../../platform/i18n.ts";
import { langOf } from "../../parts/deck-language.ts";
import { percent } from "../../parts/figures.ts";
import { standingName } from "../ring-words.ts";
import { useRows } from "./use-rows.ts";
import { daysText, dueText } from "./words.ts";

interface Props {
  readonly lines: readonly CardLine[];
  readonly today: number;
  readonly sort: CardSort;
  readonly descending: boolean;
  readonly onSort: (sort: CardSort) => void;
  readonly onOpen: (card: CardId) => void;
}

const ROW_REM = 3.5;
const COLUMNS = [
  { sort: "question", name: "columnCard" },
  { sort: "order", name: "columnChapter" },
  { sort: "due", name: "columnDue" },
  { sort: "recall", name: "columnRecall" },
  { sort: "stability", name: "columnStability" },
  { sort: "reviews", name: "columnReviews" },
] as const satisfies readonly { readonly sort: CardSort; readonly name: MessageKey }[];

/** How far a key moves the row that has the focus; null for keys that move nothing. */
function moveOf(key: string, page: number): number | null {
  switch (key) {
    case "ArrowDown":
      return 1;
    case "ArrowUp":
      return -1;
    case "PageDown":
      return page;
    case "PageUp":
      return -page;
    case "Home":
      return Number.NEGATIVE_INFINITY;
    case "End":
      return Number.POSITIVE_INFINITY;
    default:
      return null;
  }
}

/** All cards as a table, of which only what can be seen is drawn. One stop of the Tab key; arrows go through the rows. */
export function CardTable({ lines, today, sort, descending, onSort, onOpen }: Props): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const { first, end, height } = useRows(list, lines.length, ROW_REM);
  const [current, setCurrent] = useState(0);
  const focusWanted = useRef(false);
  const active = Math.min(current, Math.max(0, lines.length - 1));

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    const button = list.current?.querySelector<HTMLButtonElement>(`[data-row="${active}"]`);
    if (!button) return;
    focusWanted.current = false;
    button.focus({ preventScroll: true });
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const element = list.current;
    if (!element || !(event.target instanceof Element) || !event.target.matches("[data-row]")) return;
    const move = moveOf(event.key, Math.max(1, Math.floor(element.clientHeight / height) - 1));
    if (move === null) return;
    event.preventDefault();
    const next = Math.min(lines.length - 1, Math.max(0, active + move));
    focusWanted.current = true;
    setCurrent(next);
    const top = next * height;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + height > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + height - element.clientHeight;
    }
  };
  // The row that has the focus stays drawn wherever the list is scrolled to, or the focus would be lost.
  const shown = Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i);
  const rows = active >= first && active < end ? shown : [...shown, active];

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a real table cannot be placed by their numbers.
    <div class="card-table" role="table" aria-label={t("progressCards")} aria-rowcount={lines.length + 1}>
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: a row of heads is not pressed; its buttons are. */}
      <div class="card-head" role="row" aria-rowindex={1}>
        {COLUMNS.map((column) => (
          // biome-ignore lint/a11y/useSemanticElements: see above.
          // biome-ignore lint/a11y/useFocusableInteractive: its button is.
          <div
            key={column.sort}
            role="columnheader"
            class={`card-${column.sort}`}
            aria-sort={column.sort === sort ? (descending ? "descending" : "ascending") : "none"}
          >
            <button type="button" class="card-sort" onClick={() => onSort(column.sort)}>
              {t(column.name)}
            </button>
          </div>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the arrow keys of the buttons within. */}
      <div class="card-list" ref={list} role="presentation" onKeyDown={onKeyDown}>
        {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
        <div class="card-space" role="rowgroup" style={{ blockSize: `${lines.length * height}px` }}>
          {rows.map((place) => {
            const line = lines[place];
            return (
              line && (
                <Row
                  key={line.id}
                  line={line}
                  place={place}
                  top={place * height}
                  today={today}
                  isActive={place === active}
                  onOpen={() => {
                    setCurrent(place);
                    onOpen(line.id);
                  }}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface RowProps {
  readonly line: CardLine;
  readonly place: number;
  readonly top: number;
  readonly today: number;
  readonly isActive: boolean;
  readonly onOpen: () => void;
}

function Row({ line, place, top, today, isActive, onOpen }: RowProps): JSX.Element {
  const lang = langOf(line.language);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see CardTable.
    // biome-ignore lint/a11y/useFocusableInteractive: its button is.
    <div
      class="card-row"
      role="row"
      aria-rowindex={place + 2}
      style={{ transform: `translateY(${top}px)`, blockSize: `${ROW_REM}rem` }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see CardTable. */}
      <div role="cell" class="card-question">
        <button type="button" class="card-open" data-row={place} tabIndex={isActive ? 0 : -1} onClick={onOpen}>
          <span class="card-front" lang={lang}>
            {line.question}
          </span>
          <span class="card-back" lang={lang}>
            {line.answer}
          </span>
        </button>
      </div>
      <Cell name="order" lang={lang}>
        {line.chapter}
      </Cell>
      <Cell name="due">
        {line.off ? t("cardOff") : line.dueDay === null ? standingName(line.standing) : dueText(line.dueDay, today)}
      </Cell>
      <Cell name="recall">{line.recall === null ? "–" : percent(line.recall)}</Cell>
      <Cell name="stability">{line.stability === null ? "–" : daysText(line.stability)}</Cell>
      <Cell name="reviews">{line.reviews}</Cell>
    </div>
  );
}

interface CellProps {
  readonly name: CardSort;
  readonly lang?: string | undefined;
  readonly children: string | number;
}

const Cell = ({ name, lang, children }: CellProps): JSX.Element => (
  // biome-ignore lint/a11y/useSemanticElements: see CardTable.
  <div role="cell" class={`card-${name}`} lang={lang}>
    {children}
  </div>
);
