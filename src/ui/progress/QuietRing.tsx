import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { Knowledge } from "../../session/cards/read-facts.ts";
import { useRead } from "../hooks/use-read.ts";
import { PROGRESS_PAGE } from "../parts/addresses.ts";
import { Osteon } from "../parts/Osteon.tsx";
import { studiedDeck } from "./done-ring.ts";
import { FactRing } from "./FactRing.tsx";

interface Props {
  /** Resolves to null where there is nothing of which to draw a ring. */
  readonly read?: () => Promise<Knowledge | null>;
}

const readAlone = async (): Promise<Knowledge | null> =>
  (await import("../../session/progress/read-alone.ts")).readKnowledgeAlone();

/**
 * The picture of a page on which nothing is asked: the ring of facts as it stands today, which leads to what is known. Where
 * there is none, the mark. Its place is kept while it is read.
 */
export function QuietRing({ read = readAlone }: Props): JSX.Element {
  const known = useRead("what is known", read, []);
  if (known.kind === "reading") return <div class="quiet-ring" />;
  if (known.kind === "failed" || known.value === null || known.value.decks.length === 0) return <Osteon lamellae={9} />;
  return (
    <a class="quiet-ring" href={PROGRESS_PAGE} title={t("progressLink")}>
      <FactRing deck={studiedDeck(known.value)} today={known.value.today} />
    </a>
  );
}
