/** What a learner has made of single cards: the wording of one's own, and the star. */
import type { CardEntry } from "../../core/card.ts";
import { WORDED_TEXTS, type Wording } from "../../core/deck/worded-texts.ts";
import { registerName } from "../../core/log/register-name.ts";
import { registersOf } from "../database/key-ranges.ts";
import { readableAt, readableIn } from "../database/readable.ts";
import type { RegisterRow } from "../database/schema.ts";

/** What is the learner's own of a card. */
export interface Own {
  /** Null where the deck's wording stands. */
  readonly wording: Wording | null;
  readonly isMarked: boolean;
}

/** Tells what is the learner's own of a card, also where it was made under an id that the card had before. */
export type OwnOf = (card: Pick<CardEntry, "id" | "formerIds">) => Own;

interface Registers {
  readonly get: (name: string) => Promise<RegisterRow | undefined>;
  readonly getAll: (names: IDBKeyRange | null, most?: number) => Promise<RegisterRow[]>;
  readonly getAllKeys: (names: IDBKeyRange | null, most?: number) => Promise<string[]>;
}

/** Of one card. Where a register cannot be read, the card is shown as its deck has it until the check has made that anew. */
export async function readOwn(
  registers: Pick<Registers, "get">,
  card: Pick<CardEntry, "id" | "formerIds">,
): Promise<Own> {
  const names = KINDS.flatMap((kind) => namesOf(kind, card));
  const rows = await Promise.all(names.map((name) => readableAt(registers, name)));
  return ownIn(new Map(rows.flatMap((row) => (row ? [[row.name, row]] : []))), card);
}

/** Of all cards: there are as many registers as cards that somebody has changed. */
export async function readAllOwn(registers: Registers): Promise<OwnOf> {
  const found = await Promise.all(KINDS.map((kind) => readableIn(registers, registersOf(kind))));
  const byName = new Map(found.flatMap(({ rows }) => rows.flatMap((row) => (row ? [[row.name, row]] : []))));
  return (card) => ownIn(byName, card);
}

const KINDS = ["edit", "mark"] as const;
export type OwnKind = (typeof KINDS)[number];

/** The registers in which something of a kind may stand for a card: its own, and those of the ids that it had before. */
export const namesOf = (kind: OwnKind, { id, formerIds }: Pick<CardEntry, "id" | "formerIds">): string[] =>
  [id, ...formerIds].map((key) => registerName({ kind, key }));

/** What counts of several registers of a card: the last; null where there is none. */
export const lastOf = (rows: Iterable<RegisterRow>): RegisterRow | null =>
  [...rows].reduce<RegisterRow | null>((held, row) => (held === null || isLater(row, held) ? row : held), null);

function ownIn(rows: ReadonlyMap<string, RegisterRow>, card: Pick<CardEntry, "id" | "formerIds">): Own {
  const last = (kind: OwnKind): RegisterRow["value"] | undefined =>
    lastOf(namesOf(kind, card).flatMap((name) => rows.get(name) ?? []))?.value;
  const wording = last("edit");
  return { wording: isWording(wording) ? wording : null, isMarked: last("mark") === true };
}

type Stamp = Pick<RegisterRow, "id" | "atMs">;
export const isLater = (a: Stamp, b: Stamp): boolean => a.atMs > b.atMs || (a.atMs === b.atMs && a.id > b.id);

/** A row that something else has written may hold anything. */
const isWording = (value: unknown): value is Wording =>
  typeof value === "object" &&
  value !== null &&
  WORDED_TEXTS.every((name) => {
    const text: unknown = Reflect.get(value, name);
    return text === null || typeof text === "string";
  });
