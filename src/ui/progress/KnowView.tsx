import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Model } from "../../core/memory/model.ts";
import type { DeckFacts } from "../../core/stats/deck-facts.ts";
import type { StudyDay } from "../../core/time/study-day.ts";
import { offerDownload } from "../../platform/files.ts";
import { t } from "../../platform/i18n.ts";
import type { KnowParts } from "../../session/progress/open.ts";
import { useLive } from "../hooks/use-live.ts";
import { DeckLanguage, useDeckLang } from "../parts/deck-language.ts";
import { knownText, standingText } from "../parts/ring-words.ts";
import { ChapterList, factText } from "./ChapterList.tsx";
import { FactRing } from "./FactRing.tsx";
import { InTurn } from "./InTurn.tsx";
import { pageColours, pngOf, ringSvg } from "./ring-file.ts";
import type { Arc, FactPlace } from "./ring-geometry.ts";
import { TimeSlider } from "./TimeSlider.tsx";
import type { Then } from "./use-then.ts";

/** What is known, deck by deck: the ring, and the same in words. */
export function KnowView({ parts }: { readonly parts: KnowParts }): JSX.Element {
  const { decks, today, model, keptOf } = useLive(parts.knowledge);
  return (
    <>
      {decks.length === 0 && <p>{t("knowNoDeck")}</p>}
      <InTurn>
        {decks.map((deck) => (
          <DeckLanguage.Provider key={deck.id} value={deck.language}>
            <DeckSection
              isOnly={(keptOf ?? decks.length) === 1}
              isKept={keptOf !== undefined}
              {...{ deck, today, model }}
              {...parts}
            />
          </DeckLanguage.Provider>
        ))}
      </InTurn>
    </>
  );
}

interface Props extends Omit<KnowParts, "knowledge"> {
  readonly deck: DeckFacts;
  readonly today: StudyDay;
  readonly model: Model;
  readonly isOnly: boolean;
  /** Nothing can be done with it yet. */
  readonly isKept: boolean;
}

function DeckSection({ deck, today, model, isOnly, isKept, readCardWords, readMemories }: Props): JSX.Element {
  const [then, setThen] = useState<Then | null>(null);
  const [wanted, setWanted] = useState<FactPlace | null>(null);
  const [lit, setLit] = useState<FactPlace | null>(null);
  const [pointed, setPointed] = useState<Arc | null>(null);
  const title = `deck-${deck.id}`;
  const lang = useDeckLang();
  const shown = then?.deck ?? deck;
  return (
    <section class="know-deck" aria-labelledby={title} inert={isKept}>
      <figure class="know-figure">
        <FactRing
          deck={shown}
          today={today}
          lit={lit}
          isTold
          onPoint={setPointed}
          onOpen={({ chapter, from }) => setWanted({ chapter, place: from })}
        />
        <figcaption class="know-caption" aria-hidden="true">
          {pointed === null ? t("ringHint") : arcText(shown, pointed)}
        </figcaption>
        {deck.known.new < deck.known.facts && (
          <TimeSlider deck={deck} today={today} model={model} readMemories={readMemories} onLook={setThen} />
        )}
      </figure>
      <div class="know-words">
        <h2 id={title} lang={lang} class={isOnly ? "visually-hidden" : "know-title"}>
          {deck.title}
        </h2>
        <p class="know-lead">{then?.words ?? knownText(deck.known)}</p>
        {deck.known.new < deck.known.facts && (
          <p class="fine know-counts">
            <span class="know-bar-words">{t("knowBars")} </span>
            {t("knowCounts")}
          </p>
        )}
        <ChapterList
          deck={deck}
          shown={shown}
          readCardWords={readCardWords}
          onLight={setLit}
          wanted={wanted}
          onFound={() => setWanted(null)}
        />
        <SaveRing deck={deck} today={today} />
      </div>
    </section>
  );
}

function arcText({ chapters }: DeckFacts, { chapter, from, to }: Arc): string {
  // The arc may be of a deck that had more.
  const facts = chapters[chapter]?.facts;
  if (!facts || to > facts.length || to - from > 1) return t("ringArcOfMany", to - from);
  const fact = facts.at(from);
  return `${factText(fact)} ${standingText(fact)}`;
}

/** The ring as a file; what came of it is said, each time. */
function SaveRing({ deck, today }: Pick<Props, "deck" | "today">): JSX.Element {
  const [said, setSaid] = useState({ text: "", turn: 0 });
  const save = async (ending: "svg" | "png"): Promise<void> => {
    const name = `osteon-${deck.id}.${ending}`;
    const say = (text: string): void => setSaid(({ turn }) => ({ text, turn: turn + 1 }));
    try {
      const svg = ringSvg(deck, today, pageColours());
      offerDownload(ending === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await pngOf(svg), name);
      say(t("backupExported", name));
    } catch (error) {
      console.error("the picture could not be saved:", error);
      say(t("ringNotSaved"));
    }
  };
  return (
    <div class="know-save">
      <button type="button" class="small-button" data-action="save-svg" onClick={() => void save("svg")}>
        {t("ringSaveSvg")}
      </button>
      <button type="button" class="small-button" data-action="save-png" onClick={() => void save("png")}>
        {t("ringSavePng")}
      </button>
      <p class="fine" role="status">
        {/* Another element for each file, or the second would be silent. */}
        {said.text && <span key={said.turn}>{said.text}</span>}
      </p>
    </div>
  );
}
