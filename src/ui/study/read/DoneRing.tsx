import type { ComponentChildren, JSX } from "preact";
import { plural } from "../../../platform/i18n.ts";
import type { Knowledge } from "../../../session/cards/read-facts.ts";
import { useRead } from "../../hooks/use-read.ts";
import { Osteon } from "../../parts/Osteon.tsx";
import { knownText } from "../../parts/ring-words.ts";
import { newArcs, studiedDeck } from "../../progress/done-ring.ts";
import { FactRing } from "../../progress/FactRing.tsx";

interface Props {
  readonly readKnowledge: () => Promise<Knowledge | null>;
  /** See `DoneView`. */
  readonly readAnewWith?: string | undefined;
  /** Rings of the mark that is shown where the facts cannot be read. */
  readonly lamellae: number;
  /** Called with what is said of the facts, once they are read. */
  readonly children: (known: ComponentChildren) => JSX.Element;
}

/** The picture at the end of the day: the ring of facts of the deck that was studied. Its place is kept while it is read. */
export function DoneRing({ readKnowledge, readAnewWith, lamellae, children }: Props): JSX.Element {
  const shown = useRead("what is known", readKnowledge, [readAnewWith]);
  if (shown.kind === "reading")
    return (
      <>
        <div class="done-ring" />
        {children(null)}
      </>
    );
  const knowledge = shown.kind === "read" ? shown.value : null;
  if (!knowledge || knowledge.decks.length === 0)
    return (
      <>
        <Osteon lamellae={lamellae} />
        {children(null)}
      </>
    );
  const { today } = knowledge;
  const deck = studiedDeck(knowledge);
  const added = newArcs(deck, today);
  return (
    <>
      <div class="done-ring">
        <FactRing deck={deck} today={today} inking isTold />
      </div>
      {children(
        <p class="done-known">
          {knownText(deck.known, knowledge.decks.length > 1 ? deck.title : null)}{" "}
          {added > 0 && plural("knowNewArcs", added)}
        </p>,
      )}
    </>
  );
}
