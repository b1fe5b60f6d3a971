import type { ComponentChildren, JSX } from "preact";
import { plural } from "../../platform/i18n.ts";
import type { Knowledge } from "../../session/cards/read-facts.ts";
import { part } from "../hooks/part.ts";
import { useRead } from "../hooks/use-read.ts";
import { Osteon } from "../parts/Osteon.tsx";

/** What draws the ring comes after the last card: no first card should wait for it. */
const RING = part(() => import("../progress/done-ring.ts"));

interface Props {
  readonly readKnowledge: () => Promise<Knowledge | null>;
  /** Rings of the mark that is shown where the facts cannot be read. */
  readonly lamellae: number;
  /** Called with what is said of the facts, once they are read. */
  readonly children: (known: ComponentChildren) => JSX.Element;
}

/** The picture at the end of the day: the ring of facts of the deck that was studied. Its place is kept while it is read. */
export function DoneRing({ readKnowledge, lamellae, children }: Props): JSX.Element {
  const shown = useRead("what is known", () => Promise.all([readKnowledge(), RING.load()]), []);
  if (shown.kind === "reading")
    return (
      <>
        <div class="done-ring" />
        {children(null)}
      </>
    );
  const [knowledge, ring] = shown.kind === "read" ? shown.value : [null];
  if (!knowledge || knowledge.decks.length === 0 || !ring)
    return (
      <>
        <Osteon lamellae={lamellae} />
        {children(null)}
      </>
    );
  const { FactRing, knownText, newArcs, studiedDeck } = ring;
  const { today } = knowledge;
  const deck = studiedDeck(knowledge);
  const added = newArcs(deck, today);
  return (
    <>
      <div class="done-ring">
        <FactRing deck={deck} today={today} inking />
      </div>
      {children(
        <p class="done-known">
          {knownText(deck.known)} {added > 0 && plural("knowNewArcs", added)}
        </p>,
      )}
    </>
  );
}
