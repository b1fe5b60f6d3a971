/**
 * From what stands in a deck's files, already parsed, to a deck as its author meant it. No file is read here, so a
 * browser can do it too: `load.ts` reads folders in Node.
 */
import * as v from "valibot";
import type { DeckId } from "../../src/core/ids.ts";
import { makeRelations } from "../relations/relations.ts";
import { type DeckFile, deckSchema, historySchema } from "./deck-file.ts";
import { drawingSchema } from "./drawing-file.ts";
import { classSchema, entitySchema, relationSchema, termSchema } from "./entity-files.ts";
import { type Fact, factsSchema } from "./fact-files.ts";
import { checkNames } from "./names.ts";
import { noteSchema, referenceSchema } from "./note-files.ts";
import { DeckError, type Problem, tell } from "./problems.ts";
import { readingSchema } from "./reading-file.ts";
import type { DeckSource } from "./source.ts";
import { NONE_TYPED, typedSchema } from "./typed-file.ts";
import { banSchema, disputeSchema, worldSchema } from "./world-files.ts";

/** What the files hold, each under its name: "deck.yaml", "facts/basics.yaml". `words.txt` is a text, the others data. */
export type Files = Readonly<Record<string, unknown>>;

/** What may stand in several files of a folder: facts by chapter, and long lists in parts. */
export const FOLDERS = ["facts", "entities", "drawings", "world"] as const;

/**
 * @param id the name of the deck's folder
 * @param found what was wrong before anything could be decoded
 * @throws {DeckError} listing every problem, each with its file and fact
 */
export function decodeDeck(id: string, files: Files, found: readonly Problem[] = []): DeckSource {
  const problems = [...found];
  const read = reader(files, problems);
  const deck = read("deck.yaml", deckSchema);
  if (deck === undefined) throw new DeckError(id, problems.map(tell));
  const parts = (folder: string): string[] =>
    Object.keys(files)
      .filter((name) => name.startsWith(`${folder}/`))
      .sort();
  const listed = <T>(folder: string, schema: v.GenericSchema<unknown, readonly T[]>): T[] =>
    parts(folder).flatMap((name) => read(name, schema) ?? []);
  const entities = [
    ...(read("entities.yaml", v.array(entitySchema)) ?? []),
    ...listed("entities", v.array(entitySchema)),
  ];
  const none = { renamed: {}, retired: [] };
  const references = read("references.yaml", v.array(referenceSchema), []) ?? [];
  const drawings = [
    ...(read("drawings.yaml", v.array(drawingSchema), []) ?? []),
    ...listed("drawings", v.array(drawingSchema)),
  ];
  const nothing = { alsoTrue: [], alsoFalse: [] };
  const worlds = [
    read("world.yaml", worldSchema, nothing) ?? nothing,
    ...parts("world").map((name) => read(name, worldSchema) ?? nothing),
  ];
  const source: DeckSource = {
    id: id as DeckId,
    deck,
    entities: byId(entities),
    terms: read("glossary.yaml", v.array(termSchema), []) ?? [],
    facts: factsOf(deck, read),
    notes: read("notes.yaml", v.record(v.string(), noteSchema), {}) ?? {},
    references: byId(references),
    drawings: byId(drawings),
    disputes: read("disputes.yaml", v.array(disputeSchema), []) ?? [],
    bans: read("bans.yaml", v.array(banSchema), []) ?? [],
    alsoTrue: worlds.flatMap(({ alsoTrue }) => alsoTrue),
    alsoFalse: worlds.flatMap(({ alsoFalse }) => alsoFalse),
    readings: Object.hasOwn(files, "readings.yaml") ? (read("readings.yaml", v.array(readingSchema)) ?? []) : null,
    relations: makeRelations(read("relations.yaml", v.record(v.string(), relationSchema), {}) ?? {}),
    typed: read("typed.yaml", typedSchema, NONE_TYPED) ?? NONE_TYPED,
    classes: read("classes.yaml", v.array(classSchema), []) ?? [],
    history: read("history.yaml", historySchema, none) ?? none,
    shippedIds: read("shipped-ids.json", v.array(v.string()), []) ?? [],
    sourceRuns: new Set(read("source-runs.json", v.array(v.string()), []) ?? []),
    spelling: spellingOf(read),
  };
  for (const name of Object.keys(files)) {
    const chapter = /^facts\/(.+)\.yaml$/.exec(name)?.[1];
    if (chapter !== undefined && !deck.chapters.some((each) => each.id === chapter)) {
      problems.push({ file: name, where: "", message: "deck.yaml lists no such chapter" });
    }
  }
  if (problems.length === 0) problems.push(...checkNames(source, { entities, references, drawings }));
  if (problems.length > 0) throw new DeckError(id, problems.map(tell));
  return source;
}

function spellingOf(read: Read): Set<string> | null {
  const words = read("words.txt", v.string(), "");
  return words === undefined || words === "" ? null : new Set(words.split(/\s+/));
}

type Read = <T>(file: string, schema: v.GenericSchema<unknown, T>, whenMissing?: T) => T | undefined;

function factsOf(deck: DeckFile, read: Read): Fact[] {
  return deck.chapters.flatMap(({ id: chapter }) => {
    const file = read(`facts/${chapter}.yaml`, factsSchema);
    return (file?.facts ?? []).map(({ cards, ...fact }) => ({
      ...fact,
      about: fact.about ?? file?.about ?? "",
      chapter,
      cards: cards === "auto" ? {} : cards,
      auto: cards === "auto",
    }));
  });
}

const byId = <T extends { readonly id: string }>(all: readonly T[]): Map<string, T> =>
  new Map(all.map((each) => [each.id, each]));

function reader(files: Files, problems: Problem[]): Read {
  return (file, schema, whenMissing) => {
    if (!Object.hasOwn(files, file)) {
      const isTold = problems.some((problem) => problem.file === file);
      if (whenMissing === undefined && !isTold) problems.push({ file, where: "", message: "the file is missing" });
      return whenMissing;
    }
    const decoded = v.safeParse(schema, files[file]);
    if (decoded.success) return decoded.output;
    for (const issue of decoded.issues) problems.push({ file, ...locate(files[file], issue) });
    return undefined;
  };
}

/** Turns `facts.3.hedge` into `fact "fgf23-in-kidney-disease": hedge`, which an author can find. */
function locate(raw: unknown, issue: v.BaseIssue<unknown>): { where: string; message: string } {
  const keys = (issue.path ?? []).map((item) => String(item.key));
  let value: unknown = raw;
  let where = "";
  let rest = keys;
  keys.forEach((key, depth) => {
    value = (value as Record<string, unknown> | undefined)?.[key];
    const id = value !== null && typeof value === "object" && "id" in value ? value.id : undefined;
    if (typeof id === "string" && where === "") {
      where = `${keys[0] === "facts" ? "fact" : "entry"} "${id}"`;
      rest = keys.slice(depth + 1);
    }
  });
  const path = rest.join(".");
  return { where, message: path === "" ? issue.message : `${path}: ${issue.message}` };
}
