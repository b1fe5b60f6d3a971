/** From an author's files to a deck. Pure: the same files give the same bytes. */
import type { CardContent, Deck, MixUp } from "../src/core/deck/deck.ts";
import { type CardId, entityId, factId, referenceId } from "../src/core/ids.ts";
import type { Surroundings } from "./asking/aim.ts";
import { isMetFirst, type Met, makeMet } from "./asking/met.ts";
import { renameCircles } from "./files/history.ts";
import { DeckError } from "./files/problems.ts";
import type { DeckSource } from "./files/source.ts";
import { makeClasses } from "./knowledge/classes.ts";
import { makeWorld } from "./knowledge/world.ts";
import { withCards } from "./making/auto.ts";
import { type Draft, draftCards } from "./making/draft.ts";
import { headingOf, headOf, noteOf } from "./making/head.ts";
import { mixUpsAmong, spellingsOf, unlikeOf } from "./making/named-answers.ts";
import { sha256 } from "./making/sha256.ts";
import { termsOf } from "./making/terms.ts";
import { findCycle, orderDrafts } from "./order/order.ts";
import { placeKey } from "./templates/choice.ts";
import { contentStems } from "./words/rich-text.ts";

/** A deck before it is sealed by its version, a hash of its content: what rules judge. */
export type Content = Omit<Deck, "version">;

export interface Generated {
  /** The source with the cards that the program chose. */
  readonly source: DeckSource;
  readonly around: Surroundings;
  readonly deck: Deck;
  /** In the order of the deck's cards. */
  readonly drafts: readonly Draft[];
}

/** A deck before its cards are written out: what most rules judge. */
export type Drafted = Omit<Generated, "deck">;

/** @throws {DeckError} when facts or renames run in a circle or a card lacks something */
export function generate(authored: DeckSource): Generated {
  const drafted = draftDeck(authored);
  const content = contentOf(drafted);
  return { ...drafted, deck: { ...content, version: sha256(JSON.stringify(content)).slice(0, 16) } };
}

/** @throws {DeckError} as `generate` */
export function draftDeck(authored: DeckSource): Drafted {
  const problems = renameCircles(authored.history);
  const cycle = findCycle(authored.facts);
  if (cycle !== null) problems.push(`facts need one another in a circle: ${cycle.join(" needs ")}`);
  const reasons = findCycle(authored.facts.map(({ id, because }) => ({ id, needs: because })));
  if (reasons !== null) problems.push(`facts explain one another in a circle: ${reasons.join(" because of ")}`);
  const around = surroundingsOf(authored);
  const source = withCards(authored, around, problems);
  const unordered = draftCards(source, around, problems);
  if (problems.length > 0) throw new DeckError(authored.id, problems);
  return { source, around, drafts: placeKeys(orderDrafts(unordered, source, around)) };
}

export function contentOf({ source, around, drafts }: Drafted): Content {
  const mixUps = mixUpsAmong(drafts);
  const cards = drafts.map((draft, order) => cardOf(draft, order, mixUps(draft), around.met));
  return { ...headOf(source, around.met), cards };
}

function surroundingsOf(source: DeckSource): Surroundings {
  const classes = makeClasses(source);
  const common = new Set(source.deck.common.flatMap(contentStems));
  return { world: makeWorld(source, classes), classes, met: makeMet(source), relations: source.relations, common };
}

/** The key of each choice card one place further on than the last, so that no place is favoured. */
function placeKeys(drafts: readonly Draft[]): Draft[] {
  let place = 0;
  return drafts.map((draft) =>
    draft.body.type === "choice"
      ? { ...draft, body: { ...draft.body, options: placeKey(draft.body.options, place++) } }
      : draft,
  );
}

function cardOf(draft: Draft, order: number, mixUps: readonly MixUp[], met: Met): CardContent {
  const { fact, source } = draft;
  const typed = spellingsOf(draft);
  const unlike = unlikeOf(draft, typed);
  const note = noteOf(source, fact.note);
  return {
    id: draft.id,
    fact: factId(source.id, fact.id),
    template: draft.template,
    chapter: fact.chapter,
    order,
    formerIds: formerIds(source, draft.name).map((name) => `${source.id}/${name}` as CardId),
    heading: headingOf(source, fact),
    subject: entityId(source.id, fact.about ?? ""),
    front: draft.front,
    answer: draft.answer,
    reason: draft.reason,
    note,
    references: [...new Set([...fact.references.map(referenceId), ...(note?.references ?? [])])],
    terms: termsOf(draft, isMetFirst(draft.fact, met)),
    unlockedBy: draft.unlockedBy.map((name) => factId(source.id, name)),
    factRevision: fact.revision,
    checkedOn: fact.checkedOn ?? source.deck.checkedOn,
    ...(typed.length > 0 && { typed }),
    ...(unlike.length > 0 && { unlike }),
    ...(mixUps.length > 0 && { mixUps }),
    ...draft.body,
  };
}

/** Every id that led here, also by way of others: a renamed to b renamed to c. Circles were refused before. */
function formerIds({ history }: Pick<DeckSource, "history">, id: string): string[] {
  const direct = Object.entries(history.renamed)
    .filter(([, to]) => to === id)
    .map(([from]) => from);
  return direct.flatMap((from) => [from, ...formerIds({ history }, from)]).sort();
}
