import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { plural } from "../../platform/i18n.ts";
import type { Knowledge } from "../../session/progress/read-facts.ts";
import { Osteon } from "../parts/Osteon.tsx";

/** What draws the ring comes after the last card: no first card should wait for it. */
const later = () => import("../progress/done-ring.ts");

interface Shown {
  readonly knowledge: Knowledge;
  readonly ring: Awaited<ReturnType<typeof later>>;
}

interface Props {
  readonly readKnowledge: () => Promise<Knowledge | null>;
  /** Rings of the mark that is shown where the facts cannot be read. */
  readonly lamellae: number;
  /** Called with what is said of the facts, once they are read. */
  readonly children: (known: ComponentChildren) => JSX.Element;
}

/** The picture at the end of the day: the ring of facts of the deck that was studied. Its place is kept while it is read. */
export function DoneRing({ readKnowledge, lamellae, children }: Props): JSX.Element {
  const [shown, setShown] = useState<Shown | "reading" | "none">("reading");
  useEffect(() => {
    let wanted = true;
    Promise.all([readKnowledge(), later()]).then(
      ([knowledge, ring]) => wanted && setShown(knowledge && knowledge.decks.length > 0 ? { knowledge, ring } : "none"),
      (error: unknown) => {
        console.error("what is known could not be read:", error);
        if (wanted) setShown("none");
      },
    );
    return () => {
      wanted = false;
    };
  }, []);
  if (shown === "reading")
    return (
      <>
        <div class="done-ring" />
        {children(null)}
      </>
    );
  if (shown === "none")
    return (
      <>
        <Osteon lamellae={lamellae} />
        {children(null)}
      </>
    );
  const { FactRing, knownText, newArcs, studiedDeck } = shown.ring;
  const { today } = shown.knowledge;
  const deck = studiedDeck(shown.knowledge);
  const fresh = newArcs(deck, today);
  return (
    <>
      <div class="done-ring">
        <FactRing deck={deck} today={today} inking />
      </div>
      {children(
        <p class="done-known">
          {knownText(deck.known)} {fresh > 0 && plural("knowNewArcs", fresh)}
        </p>,
      )}
    </>
  );
}
