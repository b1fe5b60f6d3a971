/** A chain of two to five stations, one of them a gap. */
import type { Link, PathwayStep } from "../../src/core/deck/deck.ts";
import { entails, type RelationId, relation } from "../relations.ts";
import { capitalise, parseRich } from "../rich-text.ts";
import type { CardSpec } from "../schema.ts";
import { AuthorError, answerOf, type Brief, frontOf, hasPlainCard, type Template, verb } from "./template.ts";

export interface Station {
  readonly id: string;
  readonly relation: RelationId | null;
}

/** The stations as written: the first is a bare id, the others are `relation: id`. */
export function stationsOf(spec: CardSpec): Station[] {
  return spec.steps.map((step, place) => {
    if (typeof step === "string") return { id: step, relation: null };
    const [entry] = Object.entries(step) as [RelationId, string][];
    if (entry === undefined || place === 0) throw new AuthorError("a pathway begins with a bare station");
    return { id: entry[1], relation: entry[0] };
  });
}

/** The triples that a pathway draws, in order. */
export function triplesOf(spec: CardSpec): [string, RelationId, string][] {
  const stations = stationsOf(spec);
  return stations
    .slice(1)
    .map((station, before) => [stations[before]?.id ?? "", station.relation as RelationId, station.id]);
}

export const pathway: Template = (brief) => {
  const stations = stationsOf(brief.spec);
  if (stations.length < 2) throw new AuthorError(`cards.${brief.template}: needs at least two steps`);
  const links = [null, ...triplesOf(brief.spec).map((triple) => linkOf(brief, triple))];
  const steps = stations.map(({ id }, place): PathwayStep => {
    const gap = id === brief.asked.id;
    return { label: gap ? [] : label(brief, id), gap, link: links[place] ?? null };
  });
  return {
    front: frontOf(brief),
    answer: answerOf(brief),
    body: { type: "pathway", steps },
    unlockedBy: hasPlainCard(brief.fact) ? [brief.fact.id] : [],
  };
};

const label = ({ source }: Brief, id: string) => parseRich(capitalise(source.entities.get(id)?.name ?? id));

/** The link that a triple is drawn as. It is no surer than the fact that it stands on. */
function linkOf({ source }: Brief, [subject, link, object]: [string, RelationId, string]): Link {
  const { many, shape = "arrow" } = relation(link);
  const fact = source.facts.find(({ triple: [s, r, o] }) => s === subject && o === object && entails(r, link));
  const modal = /^(may|can)$/.exec(fact?.hedge ?? "")?.[0];
  const entity = source.entities.get(subject);
  const plain = entity ? verb(link, entity) : many;
  return { shape, words: modal ? `${modal} ${many}` : plain };
}
