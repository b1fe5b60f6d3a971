import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { plainText } from "../../core/deck/plain-text.ts";
import { type CardId, factName } from "../../core/ids.ts";
import type { DeckFacts, KnownChapter } from "../../core/stats/deck-facts.ts";
import { markGroups } from "../../core/stats/drawn-groups.ts";
import { recallIn } from "../../core/stats/fact-groups.ts";
import { type KnownFact, listed } from "../../core/stats/known-facts.ts";
import { t } from "../../platform/i18n.ts";
import { openVisit } from "../../platform/visit-cards.ts";
import type { CardWords } from "../../session/cards/card-words.ts";
import { useRead } from "../hooks/use-read.ts";
import { useDeckLang } from "../parts/deck-language.ts";
import { standingText } from "../parts/ring-words.ts";
import { chapterCounts } from "./chapter-counts.ts";
import type { FactPlace } from "./ring-geometry.ts";

interface Shared {
  readonly readCardWords: (ids: readonly CardId[]) => Promise<readonly CardWords[]>;
  readonly onLight: (fact: FactPlace | null) => void;
  /** A fact that is to be opened in the list; another object for each time. */
  readonly wanted: FactPlace | null;
  /** The fact that was wanted is open. */
  readonly onFound: () => void;
}

interface Props extends Shared {
  readonly deck: DeckFacts;
  /** On another day, where one looks back or ahead; of another version of the deck while memories are read for this one. */
  readonly shown: DeckFacts;
}

/** The same facts as the ring, in words: a chapter opens its facts, a fact its cards. */
export function ChapterList({ deck, shown, ...shared }: Props): JSX.Element {
  const counts = chapterCounts(shown);
  const today = byId(deck.chapters);
  return (
    <ol class="know-chapters">
      {shown.chapters.map((chapter, i) => (
        <li key={chapter.id}>
          <ChapterItem
            chapter={chapter}
            at={i}
            count={counts[i] ?? ""}
            today={today.get(chapter.id) ?? chapter}
            {...shared}
          />
        </li>
      ))}
    </ol>
  );
}

const byId = <Thing extends { readonly id: string }>(things: readonly Thing[]): ReadonlyMap<string, Thing> =>
  new Map(things.map((thing) => [thing.id, thing]));

interface ChapterProps extends Shared {
  readonly chapter: KnownChapter;
  /** Its place in the deck. */
  readonly at: number;
  /** How many of its facts one would recall, of how many. */
  readonly count: string;
  /** The chapter as it stands today. */
  readonly today: KnownChapter;
}

/** Its facts are drawn once it is open: a chapter may have thousands. */
function ChapterItem({ chapter, at, count, today, ...shared }: ChapterProps): JSX.Element {
  const { title, facts } = chapter;
  const [open, setOpen] = useState(false);
  const lang = useDeckLang();
  const { wanted } = shared;
  const shownFacts = useMemo(() => (open ? listed(facts) : []), [open, facts]);
  const todaysFacts = useMemo(() => byId(open ? listed(today.facts) : []), [open, today.facts]);
  useLayoutEffect(() => {
    if (wanted?.chapter === at) setOpen(true);
    // Another day has the same facts.
  }, [wanted]);
  return (
    <details class="know-chapter" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span class="know-chapter-title" lang={lang}>
          {title}
        </span>
        <ChapterBar chapter={chapter} />
        <span class="know-count">{count}</span>
      </summary>
      {open && (
        <ul class="know-facts">
          {shownFacts.map((fact, place) => (
            <FactItem
              key={fact.id}
              fact={fact}
              chapter={at}
              place={place}
              today={todaysFacts.get(fact.id) ?? fact}
              {...shared}
            />
          ))}
        </ul>
      )}
      <p class="know-study">
        <button
          type="button"
          class="small-button"
          data-action="study-chapter"
          onClick={() => openVisit(listed(facts).flatMap(({ cardIds }) => cardIds))}
        >
          {t("studyChapter")}
        </button>
      </p>
    </details>
  );
}

/** One mark for each fact, as high as its recall: what the ring says, straightened. Of very many facts neighbours share one. */
export function ChapterBar({ chapter: { facts } }: { readonly chapter: KnownChapter }): JSX.Element {
  const groups = markGroups(facts.length);
  const step = 100 / groups.length;
  return (
    <svg class="know-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      {groups.map((group, i) => {
        const recall = recallIn(facts, group);
        const height = recall === null ? 0.8 : Math.max(1.5, 10 * recall);
        return (
          <rect
            key={group.from}
            class={recall === null ? "know-bar-blank" : "know-bar-ink"}
            x={i * step + step * 0.1}
            y={10 - height}
            width={step * 0.8}
            height={height}
          />
        );
      })}
    </svg>
  );
}

interface FactProps extends Shared, FactPlace {
  /** As it stands on the day that is shown. */
  readonly fact: KnownFact;
  /** The fact as it stands today, which is what its cards say. */
  readonly today: KnownFact;
}

function FactItem(props: FactProps): JSX.Element {
  const { fact, chapter, place, today, readCardWords, onLight, wanted, onFound } = props;
  const light = (): void => onLight({ chapter, place });
  const [open, setOpen] = useState(false);
  const item = useRef<HTMLDetailsElement>(null);
  useLayoutEffect(() => {
    if (wanted?.chapter !== chapter || wanted.place !== place || !item.current) return;
    item.current.open = true;
    item.current.querySelector("summary")?.focus();
    item.current.scrollIntoView({ block: "nearest" });
    onFound();
  }, [wanted]);
  const lang = useDeckLang();
  return (
    <li onPointerEnter={light} onPointerLeave={() => onLight(null)}>
      <details
        class="know-fact"
        ref={item}
        onToggle={({ currentTarget }) => {
          setOpen(currentTarget.open);
          if (currentTarget.open) light();
          else onLight(null);
        }}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary takes the focus and is pressed by itself; this only lights its arc. */}
        <summary onFocus={light} onBlur={() => onLight(null)}>
          <span lang={lang}>{factText(fact)}</span> <span class="know-standing">{standingText(fact)}</span>
        </summary>
        {open && <FactCards fact={today} readCardWords={readCardWords} />}
      </details>
    </li>
  );
}

/** The sentence of a fact; a fact that has none is known by its name in the deck. */
export const factText = ({ statement, id }: KnownFact): string =>
  statement === null || plainText(statement).trim() === "" ? factName(id) : plainText(statement);

function FactCards({ fact, readCardWords }: Pick<FactProps, "fact" | "readCardWords">): JSX.Element | null {
  const lang = useDeckLang();
  const cards = useRead("the cards of a fact", () => readCardWords(fact.cardIds), [fact, readCardWords]);
  if (cards.kind === "reading") return null;
  return (
    <>
      <ul class="know-cards">
        {(cards.kind === "read" ? cards.value : []).map((card) => (
          <li key={card.id}>
            <p class="know-question" lang={lang}>
              {card.question}
            </p>
            <p class="know-answer" lang={lang}>
              {card.answer}
            </p>
            <p class="fine">{standingText(card)}</p>
          </li>
        ))}
      </ul>
      <p class="know-study">
        <button type="button" class="small-button" data-action="study-fact" onClick={() => openVisit(fact.cardIds)}>
          {t("studyThis")}
        </button>
      </p>
    </>
  );
}
