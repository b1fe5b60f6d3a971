import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { CardId } from "../../../core/ids.ts";
import { CARD_FILTERS, type CardFilter, type CardSort, searchLines, sortLines } from "../../../core/stats/card-list.ts";
import type { JobProgress } from "../../../exchange/client.ts";
import { plural, t } from "../../../platform/i18n.ts";
import type { CardList } from "../../../session/progress/card-list.ts";
import type { ProgressParts } from "../../../session/progress/open.ts";
import { useLive } from "../../hooks/use-live.ts";
import { CardDialog } from "./CardDialog.tsx";
import { CardTable } from "./CardTable.tsx";

const FILTER_NAMES = {
  all: "filterAll",
  due: "filterDue",
  new: "reportNew",
  learning: "reportLearning",
  known: "reportKnown",
  fading: "reportFading",
  off: "filterOff",
  marked: "filterMarked",
  edited: "filterEdited",
  leech: "filterLeech",
} as const;

const isFilter = (text: string): text is CardFilter => CARD_FILTERS.some((one) => one === text);

type State =
  | { readonly kind: "reading"; readonly progress: JobProgress }
  | { readonly kind: "read"; readonly list: CardList }
  | { readonly kind: "failed" };

/** All cards: found while one types, sorted, and each with all that is known of it. */
export function CardsView({ parts }: { readonly parts: ProgressParts }): JSX.Element {
  const { readCardList, readCardInfo, own } = parts;
  // Told anew whenever another page has graded.
  const knowledge = useLive(parts.knowledge);
  const [state, setState] = useState<State>({ kind: "reading", progress: { done: 0, total: 0 } });
  const [open, setOpen] = useState<CardId | null>(null);
  useEffect(() => {
    let wanted = true;
    readCardList((progress) => {
      if (wanted) setState((before) => (before.kind === "read" ? before : { kind: "reading", progress }));
    }).then(
      (list) => wanted && setState({ kind: "read", list }),
      (error: unknown) => {
        console.error("the cards could not be read:", error);
        if (wanted) setState({ kind: "failed" });
      },
    );
    return () => {
      wanted = false;
    };
  }, [readCardList, knowledge]);
  if (state.kind === "failed") return <p role="alert">{t("cardsFailed")}</p>;
  if (state.kind === "reading") {
    const { done, total } = state.progress;
    return (
      <p class="numbers-reading">
        <label>
          {t("cardsReading")}
          <progress max={total > 0 ? total : undefined} value={total > 0 ? Math.min(done, total) : undefined} />
        </label>
      </p>
    );
  }
  return (
    <>
      <Browse list={state.list} onOpen={setOpen} />
      {open !== null && (
        <CardDialog card={open} readCardInfo={readCardInfo} own={own} onOpen={setOpen} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

interface BrowseProps {
  readonly list: CardList;
  readonly onOpen: (card: CardId) => void;
}

function Browse({ list, onOpen }: BrowseProps): JSX.Element {
  const { lines, today } = list;
  const [typed, setTyped] = useState("");
  const [filter, setFilter] = useState<CardFilter>("all");
  const [order, setOrder] = useState<{ readonly sort: CardSort; readonly descending: boolean }>({
    sort: "order",
    descending: false,
  });
  const found = useMemo(() => searchLines(lines, typed, filter, today), [lines, typed, filter, today]);
  const sorted = useMemo(() => sortLines(found, order.sort, order.descending), [found, order]);
  return (
    <section class="browse" aria-label={t("progressCards")}>
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
        <p class="browse-count" aria-live="polite">
          {plural("browseFound", sorted.length)}
        </p>
      </search>
      <CardTable
        lines={sorted}
        today={today}
        {...order}
        onSort={(sort) => setOrder({ sort, descending: order.sort === sort && !order.descending })}
        onOpen={onOpen}
      />
    </section>
  );
}
