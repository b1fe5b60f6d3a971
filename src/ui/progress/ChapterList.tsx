import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { plainText } from "../../core/deck/plain-text.ts";
import { type CardId, type FactId, factName } from "../../core/ids.ts";
import type { DeckFacts, KnownChapter, KnownFact } from "../../core/stats/deck-facts.ts";
import { factsKnown } from "../../core/stats/fact-recall.ts";
import { t } from "../../platform/i18n.ts";
import { openVisit } from "../../platform/visit-cards.ts";
import type { CardWords } from "../../session/progress/card-words.ts";
import { useRead } from "../hooks/use-read.ts";
import { useDeckLang } from "../parts/deck-language.ts";
import { inGroups } from "./ring-geometry.ts";
import { standingText } from "./ring-words.ts";

interface Props {
  readonly deck: DeckFacts;
  readonly readCardWords: (ids: readonly CardId[]) => Promise<readonly CardWords[]>;
  readonly onLight: (fact: FactId | null) => void;
}

/** The facts of a chapter with more than this are listed only once it was opened: thousands take seconds to draw. */
const MANY_FACTS = 500;
/** Narrower marks could not be seen. */
const MOST_MARKS = 250;

/** The same facts as the ring, in words: a chapter opens its facts, a fact its cards. */
export function ChapterList({ deck, readCardWords, onLight }: Props): JSX.Element {
  const lang = useDeckLang();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  return (
    <ol class="know-chapters">
      {deck.chapters.map((chapter) => (
        <li key={chapter.id}>
          <details
            class="know-chapter"
            id={chapterAnchor(deck, chapter)}
            onToggle={({ currentTarget, target }) => {
              if (target === currentTarget && currentTarget.open) setOpened(new Set([...opened, chapter.id]));
            }}
          >
            <summary>
              <span class="know-chapter-title" lang={lang}>
                {chapter.title}
              </span>
              <ChapterBar chapter={chapter} />
              <span class="know-count">{chapterText(chapter)}</span>
            </summary>
            <ul class="know-facts">
              {(chapter.facts.length <= MANY_FACTS || opened.has(chapter.id)) &&
                chapter.facts.map((fact) => (
                  <FactItem key={fact.id} fact={fact} readCardWords={readCardWords} onLight={onLight} />
                ))}
            </ul>
            <p class="know-study">
              <button
                type="button"
                class="small-button"
                data-action="study-chapter"
                onClick={() => openVisit(chapter.facts.flatMap(({ cardIds }) => cardIds))}
              >
                {t("studyChapter")}
              </button>
            </p>
          </details>
        </li>
      ))}
    </ol>
  );
}

/** Chapters of two decks may have the same id; facts of two decks never have. */
export const chapterAnchor = (deck: Pick<DeckFacts, "id">, { id }: Pick<KnownChapter, "id">): string =>
  `chapter-${deck.id}-${id}`;
/** The id of the element of a fact. */
export const factAnchor = ({ id }: Pick<KnownFact, "id">): string => `fact-${id}`;

function chapterText({ facts }: KnownChapter): string {
  const { expected, facts: count } = factsKnown(facts);
  return t("knowChapter", Math.round(expected), count);
}

/** One mark for each fact, or for some neighbours where they are many, as high as their recall: the ring, straightened. */
function ChapterBar({ chapter: { facts } }: { readonly chapter: KnownChapter }): JSX.Element {
  const marks = inGroups(facts, MOST_MARKS);
  const step = 100 / marks.length;
  return (
    <svg class="know-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      {marks.map((group, i) => {
        const recall = recallOf(group);
        const height = recall === null ? 0.8 : Math.max(1.5, 10 * recall);
        return (
          <rect
            key={group[0]?.id}
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

/** Of some facts taken together; what is not begun of them counts as not known. Null where none is begun. */
function recallOf(facts: readonly KnownFact[]): number | null {
  const recalls = facts.flatMap(({ recall }) => recall ?? []);
  return recalls.length === 0 ? null : recalls.reduce((sum, one) => sum + one, 0) / facts.length;
}

interface FactProps extends Pick<Props, "readCardWords" | "onLight"> {
  readonly fact: KnownFact;
}

function FactItem({ fact, readCardWords, onLight }: FactProps): JSX.Element {
  const [open, setOpen] = useState(false);
  const lang = useDeckLang();
  return (
    <li onPointerEnter={() => onLight(fact.id)} onPointerLeave={() => onLight(null)}>
      <details
        class="know-fact"
        id={factAnchor(fact)}
        onToggle={({ currentTarget }) => {
          setOpen(currentTarget.open);
          onLight(currentTarget.open ? fact.id : null);
        }}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary takes the focus and is pressed by itself; this only lights its arc. */}
        <summary onFocus={() => onLight(fact.id)} onBlur={() => onLight(null)}>
          <span lang={lang}>{factText(fact)}</span> <span class="know-standing">{standingText(fact)}</span>
        </summary>
        {open && <FactCards fact={fact} readCardWords={readCardWords} />}
      </details>
    </li>
  );
}

/** The sentence of a fact; a fact that has none is known by its name in the deck. */
export const factText = ({ statement, id }: KnownFact): string =>
  statement === null || plainText(statement).trim() === "" ? factName(id) : plainText(statement);

function FactCards({ fact, readCardWords }: Omit<FactProps, "onLight">): JSX.Element | null {
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
