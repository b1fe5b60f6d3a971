/** The two decks, and ways to spoil them: a rule is only worth having if it notices. */
import { fileURLToPath } from "node:url";
import type { CardSpec } from "../../../cards/files/card-spec.ts";
import type { Entity } from "../../../cards/files/entity-files.ts";
import type { Fact } from "../../../cards/files/fact-files.ts";
import type { DeckSource } from "../../../cards/files/source.ts";
import { type Content, contentOf, draftDeck } from "../../../cards/generate.ts";
import { loadDeck } from "../../../cards/load.ts";
import { checkDeck, RULES } from "../../../cards/rules/index.ts";
import type { Context, Finding } from "../../../cards/rules/rule.ts";
import { textsOf } from "../../../cards/rules/texts.ts";

const at = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
export const BONE_FOLDER = at("cards/bone-hormones");
export const TIDES_FOLDER = at("tests/fixtures/second-deck");
export const ROOT = at("");

export const bone = await loadDeck(BONE_FOLDER);
export const tides = await loadDeck(TIDES_FOLDER);

export type Spoil = (source: DeckSource) => DeckSource;

/** @throws when the deck has no such fact, so that a test cannot pass by spoiling nothing */
export const fact =
  (id: string, patch: Partial<Fact>): Spoil =>
  (source) => {
    if (!source.facts.some((each) => each.id === id)) throw new Error(`no fact "${id}" to spoil`);
    return { ...source, facts: source.facts.map((each) => (each.id === id ? { ...each, ...patch } : each)) };
  };

/** @throws when the deck has no such card */
export const card =
  (id: string, patch: Partial<CardSpec>): Spoil =>
  (source) => {
    const [factId = "", template = ""] = id.split("/");
    const spec = source.facts.find((each) => each.id === factId)?.cards[template];
    if (spec === undefined) throw new Error(`no card "${id}" to spoil`);
    return addCard(id, { ...spec, ...patch })(source);
  };

export const addCard =
  (id: string, spec: CardSpec): Spoil =>
  (source) => {
    const [factId = "", template = ""] = id.split("/");
    const found = source.facts.find((each) => each.id === factId);
    return fact(factId, { cards: { ...found?.cards, [template]: spec } })(source);
  };

export const dropCard =
  (id: string): Spoil =>
  (source) => {
    const [factId = "", template = ""] = id.split("/");
    const { [template]: gone, ...kept } = source.facts.find((each) => each.id === factId)?.cards ?? {};
    if (gone === undefined) throw new Error(`no card "${id}" to drop`);
    return fact(factId, { cards: kept })(source);
  };

export const entity =
  (id: string, patch: Partial<Entity>): Spoil =>
  (source) => {
    const found = source.entities.get(id);
    if (found === undefined) throw new Error(`no entity "${id}" to spoil`);
    return { ...source, entities: new Map(source.entities).set(id, { ...found, ...patch }) };
  };

/** Makes an everyday word a technical one. */
export const untaught =
  (id: string): Spoil =>
  (source) => {
    const entity = source.entities.get(id);
    if (entity?.everyday !== true) throw new Error(`"${id}" is no everyday word`);
    return { ...source, entities: new Map(source.entities).set(id, { ...entity, everyday: false }) };
  };

export const both =
  (...spoils: readonly Spoil[]): Spoil =>
  (source) =>
    spoils.reduce((spoilt, spoil) => spoil(spoilt), source);

/**
 * What the rules refuse, or one of them: judging a whole deck by all of them takes long.
 * @param rule the id of the only one that is asked
 */
export function failures(source: DeckSource, rule?: string): Finding[] {
  const drafted = draftDeck(source);
  let content: Content | undefined;
  const context: Context = {
    ...drafted,
    world: drafted.around.world,
    texts: textsOf(drafted.source, drafted.drafts),
    // Few rules look at the cards as they are written out, which takes as long as to draft them.
    get deck() {
      content ??= contentOf(drafted);
      return content;
    },
  };
  const asked = RULES.filter(({ id }) => rule === undefined || id === rule);
  return checkDeck(context, asked).filter(({ level }) => level === "fail");
}
