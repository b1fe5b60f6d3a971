/** All of a deck but its cards: what it says of itself, its facts, and what they rest on. */
import type * as Made from "../../src/core/deck/deck.ts";
import { entityId, factId, referenceId, termId } from "../../src/core/ids.ts";
import { isMetFirst, type Met } from "../asking/met.ts";
import type { Entity } from "../files/entity-files.ts";
import type { Fact } from "../files/fact-files.ts";
import type { ReferenceFile } from "../files/note-files.ts";
import type { DeckSource } from "../files/source.ts";
import { drawingOf } from "../templates/drawing.ts";
import { parseRich } from "../words/rich-text.ts";

export function headOf(source: DeckSource, met: Met): Omit<Made.Deck, "version" | "cards"> {
  const { deck, id } = source;
  return {
    format: 2,
    id,
    title: deck.title,
    language: deck.language,
    licence: deck.licence,
    provenance: deck.provenance ?? null,
    disclaimer: deck.disclaimer,
    chapters: deck.chapters.map(({ offeredWhen, advice: _, ...chapter }) => ({
      ...chapter,
      offeredWhen: offeredWhen ?? null,
    })),
    entities: [...source.entities.values()].map((entity) => entityOf(source, entity)),
    relations: relationsOf(source),
    facts: source.facts.map((fact) => factOf(source, met, fact)),
    terms: source.terms.map((term) => ({
      id: termId(id, term.id),
      name: term.name,
      definition: parseRich(term.definition),
    })),
    corrections: source.facts.flatMap((fact) => correctionsOf(source, fact)),
    treatments: source.disputes.map(({ claim, treatment, does, note }) => ({
      claim: parseRich(claim),
      treatment,
      does: parseRich(does),
      note: noteOf(source, note),
    })),
    references: cited(source).map(referenceOf),
    drawings: [...source.drawings.values()].map(drawingOf),
    media: [],
  };
}

function entityOf({ id: deck }: DeckSource, entity: Entity): Made.Entity {
  const { id, name, aka, class: kind, kinds, plural, article } = entity;
  return { id: entityId(deck, id), name, aka, class: kind, kinds, plural, article: article ?? null };
}

/** Those that facts of the deck use, in the order of first use. */
function relationsOf({ facts, relations }: DeckSource): Made.Relation[] {
  return [...new Set(facts.map(({ triple }) => triple[1]))].map((id) => {
    const { one, many, shape = "arrow" } = relations.get(id);
    return { id, one, many, shape };
  });
}

function factOf(source: DeckSource, met: Met, fact: Fact): Made.Fact {
  const [subject, link, object] = fact.triple;
  return {
    id: factId(source.id, fact.id),
    chapter: fact.chapter,
    triple: { subject: entityId(source.id, subject), relation: link, object: entityId(source.id, object) },
    sign: fact.sign ?? source.relations.signOf(link),
    context: fact.context ?? null,
    hedge: fact.hedge ?? null,
    evidence: fact.evidence ?? source.deck.evidence,
    statement: parseRich(fact.statement),
    why: parseRich(fact.why ?? ""),
    because: fact.because.map((each) => factId(source.id, each)),
    heading: headingOf(source, fact),
    metFirst: isMetFirst(fact, met),
    drawing: fact.drawing ?? null,
    revision: fact.revision,
    checkedOn: fact.checkedOn ?? source.deck.checkedOn,
    references: fact.references.map(referenceId),
  };
}

function correctionsOf(source: DeckSource, { id, corrections }: Fact): Made.Correction[] {
  return corrections.map(({ revision, before, now, why }) => ({
    fact: factId(source.id, id),
    revision,
    before: parseRich(before),
    now: parseRich(now),
    why: parseRich(why),
  }));
}

/** The heading of the source in words; null for a fact that does not come from it. */
export const headingOf = ({ deck }: DeckSource, { heading }: Fact): string | null =>
  heading === undefined ? null : (deck.headings[heading] ?? heading);

const LEVELS = { "well established": "wellEstablished", likely: "likely", debated: "debated" } as const;

export function noteOf(source: DeckSource, id: string | undefined): Made.Note | null {
  const note = id === undefined ? undefined : source.notes[id];
  if (note === undefined) return null;
  return {
    text: parseRich(note.text),
    confidence: { level: LEVELS[note.confidence], sinceYear: note.since ?? null },
    references: note.references.map(referenceId),
  };
}

/** Only the works that a fact or a note names, as they are listed. */
function cited({ facts, notes, references }: DeckSource): ReferenceFile[] {
  const named = new Set([...facts, ...Object.values(notes)].flatMap((each) => each.references));
  return [...references.values()].filter(({ id }) => named.has(id));
}

export function referenceOf(work: ReferenceFile): Made.Reference {
  const { id, authors, title, journal, year, volume = "", pages, doi, pmid, pmcid, url, kind } = work;
  return {
    id: referenceId(id),
    authors,
    title,
    journal,
    year,
    place: pages === undefined ? volume : `${volume}:${pages}`,
    doi: doi ?? null,
    pmid: pmid ?? null,
    pmcid: pmcid ?? null,
    url: url ?? null,
    kind,
  };
}
