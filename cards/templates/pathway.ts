/** A chain of two to five stations, one of them a gap. */
import type { Link, PathwayStep } from "../../src/core/deck/deck.ts";
import type { CardSpec } from "../files/card-spec.ts";
import type { Query } from "../knowledge/world.ts";
import type { RelationId } from "../relations/relation.ts";
import { named } from "../words/english.ts";
import { capitalise, parseRich } from "../words/rich-text.ts";
import { aimOf, type Front, ownFront } from "./front.ts";
import { AuthorError, answerOf, type Brief, hasPlainCard, type Template, verb } from "./template.ts";

export interface Station {
  readonly id: string;
  readonly relation: RelationId | null;
}

/** The stations as written: the first is a bare id, the others are `relation: id`. */
export function stationsOf(spec: CardSpec): Station[] {
  return spec.steps.map((step, place) => {
    if (typeof step === "string") return { id: step, relation: null };
    const [entry] = Object.entries(step);
    if (entry === undefined || place === 0) throw new AuthorError("a pathway begins with a bare station");
    return { id: entry[1], relation: entry[0] };
  });
}

/** The triples that a pathway draws, in order. */
export function triplesOf(spec: CardSpec): [string, RelationId, string][] {
  const stations = stationsOf(spec);
  return stations.slice(1).map((station, before) => [stations[before]?.id ?? "", station.relation ?? "", station.id]);
}

export const pathway: Template = (brief) => {
  const { spec, asked, fact } = brief;
  const stations = stationsOf(spec);
  if (stations.length < 2) throw new AuthorError(`cards.${brief.template}: needs at least two steps`);
  const links = [null, ...triplesOf(spec).map((triple) => linkOf(brief, triple))];
  const steps = stations.map(({ id }, place): PathwayStep => {
    const gap = id === asked.id;
    return { label: gap ? [] : label(brief, id), gap, link: links[place] ?? null };
  });
  const { front, ...marking } = ownFront(brief) ?? framed(brief, stations);
  return {
    front,
    marking,
    answer: answerOf(brief),
    body: { type: "pathway", steps },
    unlockedBy: hasPlainCard(fact) ? [fact.id] : [],
  };
};

/** "Which protein stands between osteocytes and Wnt signaling?" The drawing beside it says how. */
function framed(brief: Brief, stations: readonly Station[]): Front {
  const place = stations.findIndex(({ id }) => id === brief.asked.id);
  const name = (at: number): string | undefined => {
    const entity = brief.source.entities.get(stations[at]?.id ?? "");
    return entity === undefined ? undefined : named(entity);
  };
  const [before, after] = [name(place - 1), name(place + 1)];
  const aim = aimOf(brief, touching(brief.spec, brief.asked.id));
  const [noun, stands, comes] = brief.asked.plural
    ? [aim.class.many, "stand", "come"]
    : [aim.class.one, "stands", "comes"];
  const text =
    before !== undefined && after !== undefined
      ? `Which ${noun} ${stands} between ${before} and ${after}?`
      : before !== undefined
        ? `Which ${noun} ${comes} last in this chain, after ${before}?`
        : `Which ${noun} ${comes} first in this chain, before ${after ?? ""}?`;
  return { front: parseRich(text), ...aim };
}

/** The links that touch a station, with `_` in its place: a pathway says all of them of its gap. */
export const touching = (spec: CardSpec, id: string): Query[] =>
  triplesOf(spec)
    .filter(([s, , o]) => s === id || o === id)
    .map(([s, r, o]) => [s === id ? "_" : s, r, o === id ? "_" : o]);

const label = ({ source }: Brief, id: string) => parseRich(capitalise(source.entities.get(id)?.name ?? id));

/** The link that a triple is drawn as. It is no surer than the fact that it stands on. */
function linkOf({ source }: Brief, [subject, link, object]: [string, RelationId, string]): Link {
  const { many, shape = "arrow" } = source.relations.get(link);
  const fact = source.facts.find(
    ({ triple: [s, r, o] }) => s === subject && o === object && source.relations.entails(r, link),
  );
  const modal = /^(may|can)$/.exec(fact?.hedge ?? "")?.[0];
  const entity = source.entities.get(subject);
  const plain = entity ? verb(source.relations.get(link), entity) : many;
  return { shape, words: modal ? `${modal} ${many}` : plain };
}
