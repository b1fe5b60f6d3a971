/**
 * A deck out of a plain table: one fact a row, nothing else. No card is written; the program asks each fact from the
 * sides that leave one answer. Pure, so that a page can do it with what its user brings.
 */
import * as v from "valibot";
import { sentence } from "./asking/frames.ts";
import { decodeDeck } from "./files/decode.ts";
import { classSchema, type Entity } from "./files/entity-files.ts";
import { referenceSchema } from "./files/note-files.ts";
import { DeckError } from "./files/problems.ts";
import type { DeckSource } from "./files/source.ts";
import { BASE } from "./relations/base.ts";
import type { Relation, RelationId } from "./relations/relation.ts";
import { makeRelations, type Relations } from "./relations/relations.ts";
import { baseForm, withArticle } from "./words/english.ts";

/**
 * The columns of the table. `subject`, `relation` and `object` are needed in every row, and the class of each name in
 * one row at least. The relation is a verb as it stands in a sentence: "turns into".
 */
export const COLUMNS = [
  "subject",
  "relation",
  "object",
  "subject class",
  "object class",
  "context",
  "hedge",
  "why",
  "source",
] as const;
export type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string>>>;

const text = v.pipe(v.string(), v.trim(), v.nonEmpty());
const names = v.optional(v.array(text), []);
const row = v.pipe(
  v.record(text, text),
  v.transform((cells): Row => cells),
);

/** What a table cannot say of itself. */
const tableSchema = v.strictObject({
  title: text,
  disclaimer: text,
  /** When the facts were checked, as YYYY-MM-DD. */
  checkedOn: text,
  /** The works that the column `source` names, by id. */
  references: v.array(referenceSchema),
  /** Names that take a plural verb, and the articles of those that want one: "the Moon". */
  plurals: v.optional(v.array(text), []),
  articles: v.optional(v.record(text, v.picklist(["the", "a", "an"])), {}),
  /** Names that everybody knows, so that they need no teaching. */
  everyday: v.optional(v.array(text), []),
  /** Classes within others, and those with an irregular plural. */
  classes: v.optional(v.array(classSchema), []),
  /**
   * By relation and end, the things for which the rows and `alsoTrue` hold every answer that a colleague could name:
   * `{ consists of: { subject: [sodium chloride] } }` lets the program ask which mineral consists of it. See sides.ts.
   */
  complete: v.optional(v.record(text, v.strictObject({ subject: names, object: names })), {}),
  /** Rows that are true as well and are not taught; without them a question could have a second answer. */
  alsoTrue: v.optional(v.array(row), []),
});

export interface TableDeck extends v.InferOutput<typeof tableSchema> {
  /** Small letters, digits and hyphens. */
  readonly id: string;
}

/** @throws {DeckError} listing what does not fit */
export function decodeTable(id: string, head: unknown): TableDeck {
  const decoded = v.safeParse(tableSchema, head);
  if (decoded.success) return { id, ...decoded.output };
  throw new DeckError(
    id,
    decoded.issues.map((issue) => `${v.getDotPath(issue) ?? "table"}: ${issue.message}`),
  );
}

/** @throws {DeckError} listing what is wrong with the table, row by row */
export function deckOfTable(deck: TableDeck, rows: readonly Row[]): DeckSource {
  const all = [...rows, ...deck.alsoTrue];
  const problems = [
    ...all.flatMap((row, at) => incomplete(row).map((column) => `row ${at + 1}: ${column} is empty`)),
    ...Object.entries(deck.complete).flatMap(([verb, { subject, object }]) => {
      const said = rows.filter((row) => idOf(row.relation) === idOf(verb));
      if (said.length === 0) return [`complete: no row says "${verb}"`];
      return [
        ...subject.filter((name) => !said.some((row) => slugOf(row.object ?? "") === slugOf(name))),
        ...object.filter((name) => !said.some((row) => slugOf(row.subject ?? "") === slugOf(name))),
      ].map((name) => `complete: no row says "${verb}" with "${name}" at that end`);
    }),
  ];
  if (problems.length > 0) throw new DeckError(deck.id, problems);
  const entities = entitiesOf(deck, all);
  const own = ownRelations(deck, all);
  const relations = makeRelations(own);
  return decodeDeck(deck.id, {
    "deck.yaml": {
      title: deck.title,
      disclaimer: deck.disclaimer,
      checkedOn: deck.checkedOn,
      chapters: [{ id: "facts", title: deck.title }],
      size: { min: 1, max: 3 * rows.length },
    },
    "entities.yaml": [...entities.values()],
    "relations.yaml": own,
    "classes.yaml": deck.classes,
    "references.yaml": deck.references,
    "world.yaml": {
      alsoTrue: deck.alsoTrue.map((row) => [...tripleOf(row), ...(row.context ? [row.context] : [])]),
    },
    "facts/facts.yaml": {
      about: slugOf(rows[0]?.subject ?? ""),
      facts: rows.map((row) => factOf(row, entities, relations)),
    },
  });
}

const incomplete = (row: Row): string[] =>
  (["subject", "relation", "object"] as const).filter((column) => (row[column] ?? "").trim() === "");

const tripleOf = (row: Row): [string, RelationId, string] => [
  slugOf(row.subject ?? ""),
  relationOf(row)[0],
  slugOf(row.object ?? ""),
];

/** The relation that every deck has with these words, or a new one with the verb in both forms. */
function relationOf({ relation = "" }: Row): [RelationId, Relation] {
  const known = Object.entries(BASE).find(([, { one, many }]) => one === relation || many === relation);
  return known ?? [slugOf(relation), { one: relation, many: baseForm(relation) }];
}

const idOf = (relation = ""): RelationId => relationOf({ relation })[0];

/** Those that not every deck has, or that the head calls complete; "is the main ore of" also says "is an ore of". */
function ownRelations(deck: TableDeck, rows: readonly Row[]): Record<RelationId, Relation> {
  const complete = new Map(Object.entries(deck.complete).map(([verb, ends]) => [idOf(verb), ends]));
  const used = new Map(rows.map(relationOf));
  for (const [id, relation] of [...used]) {
    const weaker = weakerOf(relation);
    if (weaker !== null && !used.has(weaker[0])) used.set(...weaker);
    if (weaker !== null) used.set(id, { ...relation, entails: [weaker[0]] });
  }
  for (const [id, relation] of used) {
    const ends = complete.get(id);
    if (ends === undefined) continue;
    used.set(id, { ...relation, complete: { subject: ends.subject.map(slugOf), object: ends.object.map(slugOf) } });
  }
  return Object.fromEntries([...used].filter(([id]) => !Object.hasOwn(BASE, id) || complete.has(id)));
}

/** "is the main ore of" without "main"; null for a relation that says nothing of the kind. */
function weakerOf({ one }: Relation): [RelationId, Relation] | null {
  const noun = /^is the (?:main|chief|principal) (.+)$/.exec(one)?.[1];
  return noun === undefined ? null : relationOf({ relation: `is ${withArticle(noun)}` });
}

/** Each name once, with the first class that a row gives it. */
function entitiesOf(deck: TableDeck, rows: readonly Row[]): Map<string, Entity> {
  const classes = new Map<string, string>();
  const names = new Map<string, string>();
  for (const row of rows) {
    for (const [name, kind] of [
      [row.subject, row["subject class"]],
      [row.object, row["object class"]],
    ]) {
      const id = slugOf(name ?? "");
      if (!names.has(id)) names.set(id, name ?? "");
      if (kind && !classes.has(id)) classes.set(id, kind);
    }
  }
  const missing = [...names]
    .filter(([id]) => !classes.has(id))
    .map(([, name]) => `no row gives the class of "${name}"`);
  if (missing.length > 0) throw new DeckError(deck.id, missing);
  return new Map([...names].map(([id, name]) => [id, entityOf(deck, id, name, classes.get(id) ?? "")]));
}

const entityOf = (deck: TableDeck, id: string, name: string, kind: string): Entity => ({
  id,
  name,
  class: kind,
  kinds: [],
  aka: [],
  plural: deck.plurals.includes(name),
  article: deck.articles[name],
  everyday: deck.everyday.includes(name),
  says: undefined,
  madeInBone: undefined,
});

function factOf(row: Row, entities: ReadonlyMap<string, Entity>, relations: Relations) {
  const triple = tripleOf(row);
  const [subject, object] = [entities.get(triple[0]), entities.get(triple[2])];
  const { context, hedge, why, source } = row;
  if (subject === undefined || object === undefined) throw new Error(`no entity for ${triple.join(" ")}`);
  const said = { triple, context: context || undefined, hedge: hedge || undefined };
  return {
    id: triple.join("-"),
    ...said,
    statement: sentence({ relations }, said, subject, object),
    importance: "core",
    why: why || undefined,
    references: (source ?? "").split(/[\s,;]+/).filter((id) => id !== ""),
    cards: "auto",
  };
}

/** The rows of a text whose first line names the columns; cells are parted by tabs. */
export function rowsOf(text: string): Row[] {
  const [head = "", ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const columns = head.split("\t").map((name) => COLUMNS.find((column) => column === name.trim().toLowerCase()));
  return lines.map((line) => {
    const cells = line.split("\t");
    return Object.fromEntries(
      columns.flatMap((column, at) => (column === undefined ? [] : [[column, (cells[at] ?? "").trim()]])),
    );
  });
}

/** "Mont Blanc" becomes mont-blanc, and letters lose their accents. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
