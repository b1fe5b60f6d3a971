/** What a learner has made of single cards: the wording of one's own, and the star. */
import type { CardEntry } from "../core/card.ts";
import { WORDED_TEXTS, type Wording } from "../core/deck/wording.ts";
import { registerName } from "../core/log/register-name.ts";
import { registersOf } from "./key-ranges.ts";
import type { RegisterRow } from "./schema.ts";

/** What is the learner's own of a card. */
export interface Own {
  /** Null where the deck's wording stands. */
  readonly wording: Wording | null;
  readonly isMarked: boolean;
}

/** Tells what is the learner's own of a card, also where it was made under an id that the card had before. */
export type OwnOf = (card: Pick<CardEntry, "id" | "formerIds">) => Own;

/** Of one card. */
export async function readOwn(
  registers: { readonly get: (name: string) => Promise<RegisterRow | undefined> },
  card: Pick<CardEntry, "id" | "formerIds">,
): Promise<Own> {
  const rows = await Promise.all(namesOf(card).map((name) => registers.get(name)));
  return ownIn(new Map(rows.flatMap((row) => (row ? [[row.name, row]] : []))), card);
}

/** Of all cards: there are as many registers as cards that somebody has changed. */
export async function readAllOwn(registers: {
  readonly getAll: (names: IDBKeyRange) => Promise<RegisterRow[]>;
}): Promise<OwnOf> {
  const rows = await Promise.all(KINDS.map((kind) => registers.getAll(registersOf(kind))));
  const byName = new Map(rows.flat().map((row) => [row.name, row]));
  return (card) => ownIn(byName, card);
}

const KINDS = ["edit", "mark"] as const;

const namesOf = ({ id, formerIds }: Pick<CardEntry, "id" | "formerIds">): string[] =>
  KINDS.flatMap((kind) => [id, ...formerIds].map((key) => registerName({ kind, key })));

function ownIn(rows: ReadonlyMap<string, RegisterRow>, { id, formerIds }: Pick<CardEntry, "id" | "formerIds">): Own {
  const last = (kind: (typeof KINDS)[number]): RegisterRow["value"] | undefined =>
    [id, ...formerIds]
      .flatMap((key) => rows.get(registerName({ kind, key })) ?? [])
      .reduce<RegisterRow | null>((held, row) => (held === null || isLater(row, held) ? row : held), null)?.value;
  const wording = last("edit");
  return { wording: isWording(wording) ? wording : null, isMarked: last("mark") === true };
}

const isLater = (a: RegisterRow, b: RegisterRow): boolean => a.atMs > b.atMs || (a.atMs === b.atMs && a.id > b.id);

/** A row that something else has written may hold anything. */
const isWording = (value: unknown): value is Wording =>
  typeof value === "object" &&
  value !== null &&
  WORDED_TEXTS.every((name) => {
    const text: unknown = Reflect.get(value, name);
    return text === null || typeof text === "string";
  });
