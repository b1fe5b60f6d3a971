import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { CardId } from "../../../core/ids.ts";
import { FIRST_TOLD } from "../../../core/memory/leech.ts";
import { CARD_FILTERS, type CardFilter, DECK_ORDER, pressedSort, sortLines } from "../../../core/stats/card-list.ts";
import { listedBy, searchLines } from "../../../core/stats/card-search.ts";
import { counts } from "../../../core/stats/counted.ts";
import { understood } from "../../../core/stats/search-asks.ts";
import { singles } from "../../../core/stats/search-meaning.ts";
import { plural, t, uiLanguage } from "../../../platform/i18n.ts";
import type { CardActions } from "../../../session/cards/card-actions.ts";
import type { CardList } from "../../../session/progress/card-list.ts";
import { cardListControl } from "../../../session/progress/card-list-control.ts";
import type { ProgressParts } from "../../../session/progress/open.ts";
import { FILTER_NAMES, searchVocabulary } from "../../../session/progress/search-words.ts";
import { AskDialog } from "../../cards/ActionDialogs.tsx";
import { CardDialog } from "../../cards/CardDialog.tsx";
import { useLive } from "../../hooks/use-live.ts";
import { dayText } from "../../parts/days.ts";
import { ReadingBar } from "../../parts/ReadingBar.tsx";
import { SaidRegion } from "../../parts/SaidRegion.tsx";
import { CardTable } from "./CardTable.tsx";
import { ChosenBar, hiddenText } from "./ChosenBar.tsx";
import { foundText, isDue, notWordIn } from "./found-text.ts";
import { StudyPresets } from "./StudyPresets.tsx";
import { NOTHING_CHOSEN } from "./selection.ts";
import { useFoundSaid } from "./use-found-said.ts";

/** @param text as it stands in the address of the page, or in the field for it */
export const isFilter = (text: string): text is CardFilter => CARD_FILTERS.some((one) => one === text);

interface CardsProps {
  readonly parts: ProgressParts;
  /** Which cards are listed at first; all where it names no filter. */
  readonly filter: string;
}

/** All cards: found while one types, sorted, and each with all that is known of it. */
export function CardsView({ parts, filter }: CardsProps): JSX.Element {
  const { readCardList, readCardInfo, cardActions, own } = parts;
  // Told anew whenever another page has graded.
  const knowledge = useLive(parts.knowledge);
  const [control] = useState(cardListControl);
  const state = useLive(control);
  const [open, setOpen] = useState<CardId | null>(null);
  useEffect(() => control.read(readCardList), [readCardList, knowledge]);
  if (state.kind === "failed") return <p role="alert">{t("cardsFailed")}</p>;
  if (state.kind === "reading") return <ReadingBar label={t("cardsReading")} progress={state.progress} />;
  return (
    <>
      <StudyPresets list={state.list} readFailedToday={parts.readFailedToday} />
      <Browse list={state.list} actions={cardActions} first={isFilter(filter) ? filter : "all"} onOpen={setOpen} />
      {open !== null && (
        <CardDialog
          card={open}
          readCardInfo={readCardInfo}
          own={own}
          actions={cardActions}
          kinds={["suspend", "bury", "due", "reset"]}
          changed={knowledge}
          onOpen={setOpen}
          onClose={() => setOpen(null)}
        />
      )}
      <AskDialog actions={cardActions} />
    </>
  );
}

interface BrowseProps {
  readonly list: CardList;
  readonly actions: CardActions;
  readonly first: CardFilter;
  readonly onOpen: (card: CardId) => void;
}

function Browse({ list, actions, first, onOpen }: BrowseProps): JSX.Element {
  const { lines, today, pausedUntil } = list;
  const [typed, setTyped] = useState("");
  const [filter, setFilter] = useState<CardFilter>(first);
  const [order, setOrder] = useState(DECK_ORDER);
  const section = useRef<HTMLElement>(null);
  const [selection, setSelection] = useState(NOTHING_CHOSEN);
  const vocabulary = useMemo(searchVocabulary, []);
  const search = useMemo(() => understood(typed, vocabulary, today), [typed, vocabulary, today]);
  const asked = singles(search.asks);
  const found = useMemo(() => searchLines(lines, search, filter, today), [lines, search, filter, today]);
  const uncounted = useMemo(
    () => lines.filter(({ off, standing }) => !counts({ off, begun: standing !== "new" })),
    [lines],
  );
  /** So many more would be found among what is switched off and not begun. */
  const left = useMemo(
    () => (listedBy(filter, search) === "all" ? searchLines(uncounted, search, "every", today).length : 0),
    [uncounted, search, filter, today],
  );
  const count = useMemo(
    () => foundText(found, filter, left, search, today, notWordIn(search, vocabulary)),
    [found, filter, left, search, today, vocabulary],
  );
  const sorted = useMemo(() => {
    const { compare } = new Intl.Collator(uiLanguage(), { numeric: true });
    return sortLines(found, order, today, compare);
  }, [found, order, today]);
  // A card that has left its deck is chosen no more.
  const chosen = useMemo(() => lines.filter(({ id }) => selection.ids.has(id)), [lines, selection]);
  const shown = useMemo(() => found.filter(({ id }) => selection.ids.has(id)).length, [found, selection]);
  const said = useFoundSaid([count, hiddenText(chosen.length - shown)].filter(Boolean).join(" "), `${filter} ${typed}`);
  const showOff = (): void => {
    setFilter("every");
    // The button goes, and the focus with it.
    section.current?.querySelector<HTMLElement>("[name=filter]")?.focus();
  };
  return (
    <section class="browse" ref={section} aria-label={t("progressCards")}>
      <search class="browse-search">
        <label class="browse-typed">
          <span class="fine">{t("browseSearch")}</span>
          <input
            type="search"
            name="search"
            value={typed}
            autoComplete="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </label>
        <label>
          <span class="fine">{t("browseState")}</span>
          <select
            name="filter"
            value={filter}
            onChange={({ currentTarget: { value } }) => setFilter(isFilter(value) ? value : "all")}
          >
            {CARD_FILTERS.map((one) => (
              <option key={one} value={one}>
                {t(FILTER_NAMES[one])}
              </option>
            ))}
          </select>
        </label>
        <p class="browse-count">{count}</p>
        <SaidRegion {...said} />
        {left > 0 && (
          <button type="button" class="small-button" data-action="show-off" onClick={showOff}>
            {plural("browseShowOff", left)}
          </button>
        )}
      </search>
      {search.asks.length > 0 && <p class="fine browse-help">{t("searchQuotes")}</p>}
      {(filter === "leech" || asked.some((ask) => ask.kind === "state" && ask.state === "leech")) && (
        <p class="fine browse-help">{t("leechHelp", FIRST_TOLD)}</p>
      )}
      {(filter === "due" || asked.some((ask) => isDue(ask, today))) && <p class="fine browse-help">{t("dueHelp")}</p>}
      {pausedUntil !== null && (filter === "due" || asked.some(({ kind }) => kind === "days")) && (
        <p class="fine browse-help">{t("forecastPaused", dayText(pausedUntil))}</p>
      )}
      <CardTable
        lines={sorted}
        today={today}
        order={order}
        selection={selection}
        onSelect={setSelection}
        onSort={(column) => setOrder(pressedSort(order, column))}
        onOpen={onOpen}
      />
      <ChosenBar
        actions={actions}
        chosen={chosen}
        hidden={chosen.length - shown}
        today={today}
        onClear={() => {
          // The button goes, and the focus with it.
          section.current?.querySelector<HTMLElement>(".card-open[tabindex='0']")?.focus();
          setSelection(NOTHING_CHOSEN);
        }}
      />
    </section>
  );
}
