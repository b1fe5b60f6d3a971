/** Wrong options that nobody wrote: of the answer's own class, known to the learner, and wrong by the closed world. */
import type { CardSpec } from "../files/card-spec.ts";
import type { Entity } from "../files/entity-files.ts";
import type { Fact } from "../files/fact-files.ts";
import type { DeckSource } from "../files/source.ts";
import type { Query } from "../knowledge/world.ts";
import { named } from "../words/english.ts";
import { capitalise } from "../words/rich-text.ts";
import type { Surroundings } from "./aim.ts";

type Wrong = CardSpec["wrong"][number];

/** How many options stand beside the right one. */
const WANTED = 2;

/** Those that stand nearest to the answer: the more facts of one relation they share with it, the better the lure. */
export function luresFor(
  source: Pick<DeckSource, "facts">,
  { world, met }: Surroundings,
  { fact, asked, query, members }: { fact: Fact; asked: Entity; query: Query; members: readonly Entity[] },
): Wrong[] {
  const told = [...met.before(fact), ...source.facts.filter((each) => !met.before(fact).includes(each))];
  const right = new Set(world.fits(query));
  const about = (id: string): readonly Fact[] => told.filter(({ triple }) => triple[0] === id || triple[2] === id);
  const used = new Set(about(asked.id).map(({ triple }) => triple[1]));
  return members
    .filter(
      ({ id, class: kind, plural }) =>
        id !== asked.id && !right.has(id) && kind === asked.class && plural === asked.plural,
    )
    .flatMap((entity) => {
      const why = about(entity.id).find(({ id }) => id !== fact.id)?.statement ?? entity.says;
      if (why === undefined) return [];
      const shared = about(entity.id).filter(({ triple }) => used.has(triple[1])).length;
      return [{ is: entity.id, why, text: capitalise(named(entity)), shared }];
    })
    .sort((a, b) => b.shared - a.shared)
    .slice(0, WANTED)
    .map(({ is, why, text }) => ({ is, why, text }));
}
