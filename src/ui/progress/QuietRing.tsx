import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import type { Knowledge } from "../../session/cards/read-facts.ts";
import { part } from "../hooks/part.ts";
import { useRead } from "../hooks/use-read.ts";
import { PROGRESS_PAGE } from "../parts/addresses.ts";
import { Osteon } from "../parts/Osteon.tsx";

const RING = part(() => import("./quiet-ring.ts"));

/** What is known, with what draws it. */
export type DrawnRing = Pick<Awaited<ReturnType<typeof RING.load>>, "FactRing" | "studiedDeck"> & {
  readonly knowledge: Knowledge;
};

interface Props {
  /** Resolves to null where there is no ring to draw. */
  readonly read?: () => Promise<DrawnRing | null>;
}

async function readRing(): Promise<DrawnRing | null> {
  const ring = await RING.load();
  const knowledge = await ring.readKnowledgeAlone();
  return knowledge && knowledge.decks.length > 0 ? { ...ring, knowledge } : null;
}

/**
 * The picture of a page on which nothing is asked: the ring of facts as it stands today, which leads to what is known. Where
 * there is none, the mark. Its place is kept while it is read.
 */
export function QuietRing({ read = readRing }: Props): JSX.Element {
  const ring = useRead("what is known", read, []);
  if (ring.kind === "reading") return <div class="quiet-ring" />;
  if (ring.kind === "failed" || ring.value === null) return <Osteon lamellae={9} />;
  const { FactRing, studiedDeck, knowledge } = ring.value;
  return (
    <a class="quiet-ring" href={PROGRESS_PAGE} title={t("progressLink")}>
      <FactRing deck={studiedDeck(knowledge)} today={knowledge.today} />
    </a>
  );
}
