import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";
import { part } from "../hooks/part.ts";
import { useRead } from "../hooks/use-read.ts";
import { PROGRESS_PAGE } from "../parts/addresses.ts";
import { Osteon } from "../parts/Osteon.tsx";

const RING = part(() => import("./quiet-ring.ts"));

async function readRing() {
  const ring = await RING.load();
  const knowledge = await ring.readKnowledgeAlone();
  return knowledge && knowledge.decks.length > 0 ? { ...ring, knowledge } : null;
}

/**
 * The picture of a page on which nothing is asked: the ring of facts as it stands today, which leads to what is known. Where
 * there is none, the mark. Its place is kept while it is read.
 */
export function QuietRing(): JSX.Element {
  const read = useRead("what is known", readRing, []);
  if (read.kind === "reading") return <div class="quiet-ring" />;
  if (read.kind === "failed" || read.value === null) return <Osteon lamellae={9} />;
  const { FactRing, studiedDeck, knowledge } = read.value;
  return (
    <a class="quiet-ring" href={PROGRESS_PAGE} title={t("progressLink")}>
      <FactRing deck={studiedDeck(knowledge)} today={knowledge.today} />
    </a>
  );
}
