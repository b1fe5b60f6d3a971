import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { CardId } from "../../../core/ids.ts";
import type { CardColumn, CardLine, CardOrder } from "../../../core/stats/card-list.ts";
import { type MessageKey, plural, t } from "../../../platform/i18n.ts";
import { useMedia } from "../../hooks/use-media.ts";
import { percent } from "../../parts/figures.ts";
import { CardRow } from "./CardRow.tsx";
import { allToggled, type Selection, stretched, toggled } from "./selection.ts";
import { useRows } from "./use-rows.ts";

interface Props {
  readonly lines: readonly CardLine[];
  readonly today: number;
  readonly order: CardOrder;
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
  readonly onSort: (column: CardColumn) => void;
  readonly onOpen: (card: CardId) => void;
}

/** The columns of the list of cards, beside that of the boxes; each is what it can be sorted by. */
const COLUMNS = [
  { sort: "question", name: "columnCard" },
  { sort: "chapter", name: "columnChapter" },
  { sort: "due", name: "columnDue" },
  { sort: "recall", name: "columnRecall" },
  { sort: "stability", name: "columnStability" },
  { sort: "reviews", name: "columnReviews" },
] as const satisfies readonly { readonly sort: CardColumn; readonly name: MessageKey }[];

/** A row has one line for the question and one for the answer; in a narrow window, as browse.css has it, the question has two. */
const rowRem = (isNarrow: boolean): number => (isNarrow ? 4.75 : 3.5);

const NARROW = "(max-width: 50rem)";

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
export function CardTable({ lines, today, order, selection, onSelect, onSort, onOpen }: Props): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const focusWanted = useRef(false);
  const active = Math.min(current, Math.max(0, lines.length - 1));
  const heightRem = rowRem(useMedia(NARROW));
  const { rows, height, onPage, reveal } = useRows(list, lines.length, heightRem, active);
  const ids = useMemo(() => lines.map(({ id }) => id), [lines]);
  const hasAll = ids.length > 0 && ids.every((id) => selection.ids.has(id));
  const hasSome = !hasAll && ids.some((id) => selection.ids.has(id));

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    const button = list.current?.querySelector<HTMLButtonElement>(`[data-row="${active}"]`);
    if (!button) return;
    focusWanted.current = false;
    button.focus({ preventScroll: true });
  });

  /**
   * @param how a stretch is grown to the card, or the card alone is chosen or let go
   * @param from where a stretch begins that has no beginning yet
   */
  const choose = (place: number, how: "stretch" | "toggle", from = active): void => {
    const id = ids[place];
    if (id === undefined) return;
    setCurrent(place);
    onSelect(how === "stretch" ? stretched(selection, ids, id, ids[from]) : toggled(selection, id));
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof Element) || !event.target.matches("[data-row]")) return;
    // The row that has the focus: who reads the page by ear may put it on another than the one that Tab comes to.
    const here = Number(event.target.getAttribute("data-row"));
    const isCommand = event.ctrlKey || event.metaKey;
    if (event.key === " " || (event.key.toLowerCase() === "a" && isCommand)) {
      event.preventDefault();
      if (event.repeat) return;
      if (event.key === " ") choose(here, event.shiftKey ? "stretch" : "toggle");
      else if (!hasAll) onSelect(allToggled(selection, ids));
      return;
    }
    const move = moveOf(event.key, onPage());
    if (move === null) return;
    event.preventDefault();
    const next = Math.min(lines.length - 1, Math.max(0, here + move));
    focusWanted.current = true;
    if (event.shiftKey) choose(next, "stretch", here);
    else setCurrent(next);
    reveal(next);
  };
  /** Space chooses; in Firefox it would press the button as well, when it is let go. */
  const onKeyUp = (event: KeyboardEvent): void => {
    if (event.key === " " && event.target instanceof Element && event.target.matches("[data-row]"))
      event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a real table cannot be placed by their numbers.
    <div
      class="card-table"
      role="grid"
      aria-multiselectable="true"
      aria-label={t("progressCards")}
      aria-describedby="browse-keys"
      aria-rowcount={lines.length + 1}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: a row of heads is not pressed; its buttons are. */}
      <div class="card-head" role="row" aria-rowindex={1}>
        {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: its box is. */}
        <div role="columnheader" class="card-pick">
          <input
            type="checkbox"
            name="all"
            checked={hasAll}
            indeterminate={hasSome}
            aria-label={plural("chooseAll", lines.length)}
            onClick={() => onSelect(allToggled(selection, ids))}
          />
        </div>
        {COLUMNS.map((column) => (
          // biome-ignore lint/a11y/useSemanticElements: see above.
          // biome-ignore lint/a11y/useFocusableInteractive: its button is.
          <div
            key={column.sort}
            role="columnheader"
            class={`card-${column.sort}`}
            aria-sort={column.sort === order.sort ? (order.descending ? "descending" : "ascending") : "none"}
          >
            <button
              type="button"
              class="card-sort"
              title={column.sort === "stability" ? t("stabilityHelp", percent(0.9)) : undefined}
              onClick={() => onSort(column.sort)}
            >
              {t(column.name)}
            </button>
          </div>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the buttons within. */}
      <div class="card-list" ref={list} role="presentation" onKeyDown={onKeyDown} onKeyUp={onKeyUp}>
        {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
        <div class="card-space" role="rowgroup" style={{ blockSize: `${height}px` }}>
          {rows.map(({ place, top }) => {
            const line = lines[place];
            return (
              line && (
                <CardRow
                  key={line.id}
                  line={line}
                  place={place}
                  top={top}
                  heightRem={heightRem}
                  today={today}
                  isActive={place === active}
                  isChosen={selection.ids.has(line.id)}
                  onChoose={(how) => choose(place, how)}
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
