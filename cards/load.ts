/** Reads a deck's folder: decodes each file with its schema, then checks that every name it uses exists. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import * as v from "valibot";
import { parse } from "yaml";
import { checkNames } from "./names.ts";
import { DeckError, type Problem, tell } from "./problems.ts";
import {
  type DeckFile,
  type Dispute,
  deckSchema,
  disputeSchema,
  type Entity,
  entitySchema,
  type Fact,
  factsSchema,
  type GlossaryTerm,
  type History,
  historySchema,
  type NoteFile,
  noteSchema,
  type Triple,
  termSchema,
  worldSchema,
} from "./schema.ts";

/** A deck as its author wrote it, decoded. */
export interface DeckSource {
  readonly id: string;
  readonly deck: DeckFile;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly terms: readonly GlossaryTerm[];
  /** In the order of the chapters, then as written. */
  readonly facts: readonly Fact[];
  readonly notes: Readonly<Record<string, NoteFile>>;
  readonly disputes: readonly Dispute[];
  readonly alsoTrue: readonly Triple[];
  readonly history: History;
  readonly shippedIds: readonly string[];
  /** Hashes of the source's runs of six words; empty when there is no file of them. */
  readonly sourceRuns: ReadonlySet<string>;
  /** Every word the deck may use: its spelling list. */
  readonly spelling: ReadonlySet<string>;
}

/** @throws {DeckError} listing every problem, each with its file and fact */
export async function loadDeck(folder: string): Promise<DeckSource> {
  const problems: Problem[] = [];
  const read = reader(folder, problems);
  const deck = await read("deck.yaml", deckSchema);
  if (deck === undefined) throw new DeckError(folder, problems.map(tell));
  const entities = (await read("entities.yaml", v.array(entitySchema))) ?? [];
  const terms = (await read("glossary.yaml", v.array(termSchema))) ?? [];
  const notes = (await read("notes.yaml", v.record(v.string(), noteSchema), {})) ?? {};
  const disputes = (await read("disputes.yaml", v.array(disputeSchema), [])) ?? [];
  const world = (await read("world.yaml", worldSchema, { alsoTrue: [] })) ?? { alsoTrue: [] };
  const history = (await read("history.yaml", historySchema, { renamed: {}, retired: [] })) ?? {
    renamed: {},
    retired: [],
  };
  const shippedIds = (await read("shipped-ids.json", v.array(v.string()), [])) ?? [];
  const runs = (await read("source-runs.json", v.array(v.string()), [])) ?? [];
  const facts: Fact[] = [];
  for (const { id: chapter } of deck.chapters) {
    const file = await read(`facts/${chapter}.yaml`, factsSchema);
    for (const fact of file?.facts ?? []) facts.push({ ...fact, about: fact.about ?? file?.about ?? "", chapter });
  }
  for (const name of await strayFacts(folder, deck)) {
    problems.push({ file: `facts/${name}`, where: "", message: "deck.yaml lists no such chapter" });
  }
  const spelling = await spellingList(folder);
  const byId = new Map(entities.map((entity) => [entity.id, entity]));
  const source: DeckSource = {
    id: basename(folder),
    deck,
    entities: byId,
    terms,
    facts,
    notes,
    disputes,
    alsoTrue: world.alsoTrue,
    history,
    shippedIds,
    sourceRuns: new Set(runs),
    spelling,
  };
  if (problems.length === 0) problems.push(...checkNames(source, entities));
  if (problems.length > 0) throw new DeckError(folder, problems.map(tell));
  return source;
}

function reader(folder: string, problems: Problem[]) {
  return async <T>(file: string, schema: v.GenericSchema<unknown, T>, whenMissing?: T): Promise<T | undefined> => {
    if (!existsSync(join(folder, file))) {
      if (whenMissing === undefined) problems.push({ file, where: "", message: "the file is missing" });
      return whenMissing;
    }
    let raw: unknown;
    try {
      raw = parse(await readFile(join(folder, file), "utf8"));
    } catch (cause) {
      problems.push({
        file,
        where: "",
        message: `cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      });
      return undefined;
    }
    const decoded = v.safeParse(schema, raw);
    if (decoded.success) return decoded.output;
    for (const issue of decoded.issues) problems.push({ file, ...locate(raw, issue) });
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

async function strayFacts(folder: string, deck: DeckFile): Promise<string[]> {
  if (!existsSync(join(folder, "facts"))) return [];
  const known = new Set(deck.chapters.map(({ id }) => `${id}.yaml`));
  return (await readdir(join(folder, "facts"))).filter((name) => !known.has(name)).sort();
}

async function spellingList(folder: string): Promise<Set<string>> {
  const path = join(folder, "words.txt");
  if (!existsSync(path)) return new Set();
  return new Set((await readFile(path, "utf8")).split(/\s+/).filter((word) => word !== ""));
}
