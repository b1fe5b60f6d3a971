/**
 * Decks from outside: a backup, or a file that somebody made. Strict, since a deck is installed as it stands: a field that
 * is missing, unknown or of another kind, or a name that belongs to another deck, refuses the whole deck.
 */
import * as v from "valibot";
import type { Deck } from "../../core/deck/deck.ts";
import { CARD_SCHEMA, type Named } from "./decode-card.ts";
import { DRAWING_SCHEMA } from "./decode-drawing.ts";
import { day, id, known, line, list, noteSchema, rich, share, whole } from "./decode-fields.ts";

const sign = v.picklist(["raises", "lowers", "regulates"]);

const DECK_SCHEMA = v.strictObject({
  format: v.literal(2),
  id: v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,99}$/)),
  title: line,
  language: line,
  // It is part of the names of files.
  version: v.pipe(line, v.maxLength(100), v.regex(/^\P{Surrogate}*$/u)),
  licence: line,
  provenance: v.nullable(v.strictObject({ title: line, author: line, publisher: line })),
  disclaimer: v.string(),
  chapters: list(
    v.strictObject({
      id,
      title: line,
      startsOff: v.boolean(),
      offeredWhen: v.nullable(v.strictObject({ chapters: list(id), known: share })),
    }),
  ),
  entities: list(
    v.strictObject({
      id,
      name: line,
      aka: list(line),
      class: line,
      kinds: list(line),
      plural: v.boolean(),
      article: v.nullable(v.picklist(["the", "a", "an"])),
    }),
  ),
  relations: list(v.strictObject({ id, one: line, many: line, shape: v.picklist(["arrow", "bar", "dot", "dashes"]) })),
  facts: list(
    v.strictObject({
      id,
      chapter: id,
      triple: v.strictObject({ subject: id, relation: id, object: id }),
      sign: v.nullable(sign),
      context: v.nullable(line),
      hedge: v.nullable(line),
      evidence: v.strictObject({ species: list(line), grade: v.picklist(["established", "probable", "debated"]) }),
      statement: rich,
      why: rich,
      because: list(id),
      heading: v.nullable(line),
      metFirst: v.boolean(),
      drawing: v.nullable(id),
      revision: whole,
      checkedOn: day,
      references: list(id),
    }),
  ),
  terms: list(v.strictObject({ id, name: line, definition: rich })),
  corrections: list(v.strictObject({ fact: id, revision: whole, before: rich, now: rich, why: rich })),
  treatments: list(
    v.strictObject({
      claim: rich,
      treatment: v.picklist(["omit", "rephrase", "note"]),
      does: rich,
      note: v.nullable(noteSchema),
    }),
  ),
  references: list(
    v.strictObject({
      id,
      authors: v.string(),
      title: v.string(),
      journal: v.string(),
      year: v.pipe(v.number(), v.integer()),
      place: v.string(),
      doi: v.nullable(line),
      pmid: v.nullable(line),
      pmcid: v.nullable(line),
      url: v.nullable(v.pipe(line, v.regex(/^https?:\/\//))),
      kind: v.picklist(["guideline", "review", "trial", "mechanism", "textbook", "data"]),
    }),
  ),
  drawings: list(DRAWING_SCHEMA),
  media: list(
    v.strictObject({
      id: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      type: v.pipe(v.string(), v.regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/)),
      bytes: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]*={0,2}$/)),
      words: v.string(),
    }),
  ),
  cards: list(CARD_SCHEMA),
});

export type DecodedDeck = { readonly deck: Deck } | { readonly problem: string };

/** The deck as it came, or the place that is wrong with it, as `cards.3.front`. Whether media are what their ids say is not looked at here. */
export function decodeDeck(value: unknown): DecodedDeck {
  const result = v.safeParse(DECK_SCHEMA, value, { abortEarly: true });
  if (!result.success) return { problem: placeOf(result.issues[0]) };
  const problem = strangerIn(result.output) ?? twiceIn(result.output);
  // What was decoded is the shape of a deck; its ids are plain texts there and names here.
  return problem ? { problem } : { deck: result.output as unknown as Deck };
}

type Found = v.InferOutput<typeof DECK_SCHEMA>;

/** All ids but those of chapters, relations, drawings and references begin with the deck's, so that no deck touches another. */
function strangerIn(deck: Found): string | null {
  const own = `${deck.id}/`;
  const named: readonly (readonly [place: string, ids: readonly string[]])[] = [
    ["entities", deck.entities.map((one) => one.id)],
    ["terms", deck.terms.map((one) => one.id)],
    ["facts", deck.facts.flatMap(({ id: fact, triple, because }) => [fact, triple.subject, triple.object, ...because])],
    ["corrections", deck.corrections.map(({ fact }) => fact)],
    ["cards", deck.cards.flatMap(namedBy)],
  ];
  for (const [place, ids] of named) {
    const stranger = ids.find((one) => !one.startsWith(own) || one.length === own.length);
    if (stranger !== undefined) return `${place}: ${stranger}`;
  }
  const misnamed = deck.cards.find((card) => card.id !== `${card.fact}/${card.template}`);
  return misnamed ? `cards: ${misnamed.id}` : null;
}

const namedBy = ({ id: card, fact, formerIds, subject, terms, unlockedBy }: Named): readonly string[] => [
  card,
  fact,
  subject,
  ...formerIds,
  ...terms,
  ...unlockedBy,
];

/**
 * Each id is there once, each former id is that of one card, since a history can go on in one card only, and each chapter
 * that is named is there.
 */
function twiceIn(deck: Found): string | null {
  for (const part of [
    "chapters",
    "entities",
    "relations",
    "facts",
    "terms",
    "references",
    "drawings",
    "media",
    "cards",
  ] as const) {
    const seen = new Set<string>();
    for (const { id: one } of deck[part]) {
      if (seen.has(one)) return `${part}: ${one}`;
      seen.add(one);
    }
  }
  const former = new Set<string>();
  for (const one of deck.cards.flatMap(({ formerIds }) => [...new Set(formerIds)])) {
    if (former.has(one)) return `cards: ${one}`;
    former.add(one);
  }
  const chapters = known(deck.chapters);
  const lost = deck.cards.find(({ chapter }) => !chapters.has(chapter));
  return lost ? `cards: ${lost.id}` : null;
}

const placeOf = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? []).map(({ key }) => String(key)).join(".") || "deck";
