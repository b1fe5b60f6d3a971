/** Cards whose answer is the name of a thing: which of them may be typed, and what the thing is mixed up with. */
import type { MixUp } from "../../src/core/deck/deck.ts";
import { sameName } from "../../src/core/deck/same-name.ts";
import { isSlip } from "../../src/core/deck/typed.ts";
import { isShortAnswer } from "../../src/core/deck/typed-answers.ts";
import type { Entity } from "../files/entity-files.ts";
import type { DeckSource } from "../files/source.ts";
import { named, namesOf } from "../words/english.ts";
import { plain } from "../words/rich-text.ts";
import type { Draft } from "./draft.ts";

/** Whoever sees options chooses, the middle of a chain is read, and under a picture a field would be out of sight. */
const TYPED: readonly string[] = ["forward", "reverse", "cloze", "vignette"];

const withoutArticle = (text: string): string => text.toLowerCase().replace(/^(?:the|an?) /u, "");

/** Whether the answer is the name of the thing that is asked for, and nothing that an author worded. */
const isNamed = ({ asks, asked, answer }: Draft): boolean =>
  asks !== "sign" && namesOf(asked).some((name) => withoutArticle(name) === withoutArticle(plain(answer)));

/** All that a thing is called, and all that learners may type for it. */
const writtenAs = ({ typed }: DeckSource, entity: Entity): readonly string[] => [
  ...new Set([...namesOf(entity), ...(typed.also[entity.id] ?? [])]),
];

/**
 * The spellings that are right where the answer of a card may be typed: that is where it is the name of a thing, in few
 * words, or where the author lists them for the card. Empty elsewhere. A direction ("It lowers calcium") or a sentence can be
 * said in too many ways.
 */
export function spellingsOf(draft: Draft): readonly string[] {
  const { source, asked, answer, body, name } = draft;
  if (!TYPED.includes(body.type) || !isShortAnswer(plain(answer))) return [];
  const own = source.typed.cards[name] ?? [];
  const not = source.typed.not[asked.id] ?? [];
  return isNamed(draft) ? [...new Set([...writtenAs(source, asked), ...own])].filter((one) => !not.includes(one)) : own;
}

/**
 * What is not right, though it looks so: names of other things that are one slip of the fingers away from those spellings
 * ("osteoclasts", where osteoblasts are asked for), and what the author lists.
 */
export function unlikeOf({ source, asked }: Draft, typed: readonly string[]): readonly string[] {
  if (typed.length === 0) return [];
  const { names, near } = slipsIn(source);
  const slips = new Set(typed.flatMap(near));
  const others = slips.size === 0 ? [] : names.filter((name) => name.of !== asked.id && slips.has(name));
  return [...new Set([...others.map(({ text }) => text), ...(source.typed.not[asked.id] ?? [])])];
}

interface Name {
  readonly text: string;
  /** The thing's id. */
  readonly of: string;
}

interface Slips {
  /** Every name of every thing, in the order of entities.yaml. */
  readonly names: readonly Name[];
  /** Those that are one slip of the fingers away from a spelling, and not the same name. */
  near(spelling: string): readonly Name[];
}

/** Several cards of a deck ask for the same thing, by the same spellings. */
const slipsOf = new WeakMap<DeckSource["typed"], { readonly of: DeckSource["entities"]; readonly slips: Slips }>();

function slipsIn(source: DeckSource): Slips {
  const known = slipsOf.get(source.typed);
  if (known?.of === source.entities) return known.slips;
  const names = [...source.entities.values()].flatMap((entity) =>
    writtenAs(source, entity).map((text): Name => ({ text, of: entity.id })),
  );
  const found = new Map<string, readonly Name[]>();
  const near = (spelling: string): readonly Name[] => {
    const before = found.get(spelling);
    if (before !== undefined) return before;
    const now = names.filter(({ text }) => isSlip(text, spelling) && !sameName(text, spelling));
    found.set(spelling, now);
    return now;
  };
  const slips = { names, near };
  slipsOf.set(source.typed, { of: source.entities, slips });
  return slips;
}

/** For each card of such an answer the contrasts of its thing and another, those of its own fact first. */
export function mixUpsAmong(drafts: readonly Draft[]): (draft: Draft) => readonly MixUp[] {
  const contrasts = drafts.flatMap((draft) => {
    const other = draft.source.entities.get(draft.spec.against ?? "");
    return draft.body.type === "contrast" && draft.asks !== "sign" && other !== undefined ? [{ draft, other }] : [];
  });
  return (draft) => {
    const { asked, body } = draft;
    if (body.type === "contrast" || (body.type !== "choice" && spellingsOf(draft).length === 0)) return [];
    return contrasts
      .flatMap(({ draft: { id, fact, asked: one, source }, other: two }) => {
        const other = one.id === asked.id ? two : two.id === asked.id ? one : null;
        if (other === null) return [];
        const names = [...new Set([named(other), ...writtenAs(source, other)])];
        const mixUp = { contrast: id, thing: named(asked), other: names };
        return [{ mixUp, isOwn: fact.id === draft.fact.id }];
      })
      .sort((a, b) => Number(b.isOwn) - Number(a.isOwn))
      .map(({ mixUp }) => mixUp);
  };
}
