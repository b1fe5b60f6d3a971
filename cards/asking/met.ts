/** What a learner has met by the time a fact comes: a question may pick its answer only out of what is known by then. */
import type { Fact } from "../files/fact-files.ts";
import type { DeckSource } from "../files/source.ts";
import { termsIn } from "../words/named-in.ts";

/** Facts in the order in which they are taught: what one needs comes before it, else as the chapters are written. */
export function inTeachingOrder(facts: readonly Fact[]): Fact[] {
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const done = new Set<Fact>();
  const visit = (fact: Fact, trail: ReadonlySet<Fact>): void => {
    if (done.has(fact) || trail.has(fact)) return;
    const onWay = new Set(trail).add(fact);
    for (const need of fact.needs) {
      const before = byId.get(need);
      if (before !== undefined) visit(before, onWay);
    }
    done.add(fact);
  };
  for (const fact of facts) visit(fact, new Set());
  return [...done];
}

/** The ids of entities that are known. */
type Known = Pick<ReadonlySet<string>, "has">;

export interface Met {
  /** The entities that are known before the first fact: everyday words, and terms. */
  readonly start: ReadonlySet<string>;
  /** The entities that are known once this fact has come: everyday words, terms, and those of the facts up to it. */
  with(fact: Fact): Known;
  /**
   * Those that count where a question names the class of its answer. For facts whose cards the program chooses it is
   * what is known once the last fact of the same relation has come, so that the word for one class does not hang on the
   * order of the rows.
   */
  toChooseFrom(fact: Fact): Known;
  /** Facts that came before this one, the latest last. */
  before(fact: Fact): readonly Fact[];
  /** True when the fact brings a word that nothing has shown before. */
  bringsNewWord(fact: Fact): boolean;
}

/** Whether a fact is shown before its first question: as the author says, else where it brings a new word. */
export const isMetFirst = (fact: Fact, met: Pick<Met, "bringsNewWord">): boolean => fact.met ?? met.bringsNewWord(fact);

export function makeMet({ facts, entities, terms }: Pick<DeckSource, "facts" | "entities" | "terms">): Met {
  const order = inTeachingOrder(facts);
  const place = new Map(order.map((fact, at) => [fact.id, at]));
  const fromStart = [...entities.values()].filter(
    ({ everyday, name, aka }) => everyday || [name, ...aka].some((each) => termsIn(each, terms).length > 0),
  );
  const start: ReadonlySet<string> = new Set(fromStart.map(({ id }) => id));
  /** The place of the first fact that speaks of an entity. */
  const brought = new Map<string, number>();
  for (const [at, { triple }] of order.entries())
    for (const id of [triple[0], triple[2]]) if (!start.has(id) && !brought.has(id)) brought.set(id, at);
  const upTo = (last: number): Known => ({
    has: (id) => start.has(id) || (brought.get(id) ?? Number.POSITIVE_INFINITY) <= last,
  });
  const at = ({ id }: Fact): number => place.get(id) ?? 0;
  const last = new Map(order.filter(({ auto }) => auto).map((fact) => [fact.triple[1], fact]));
  return {
    start,
    with: (fact) => upTo(at(fact)),
    toChooseFrom: (fact) => upTo(at(fact.auto ? (last.get(fact.triple[1]) ?? fact) : fact)),
    before: (fact) => order.slice(0, at(fact)),
    bringsNewWord: (fact) => [fact.triple[0], fact.triple[2]].some((id) => !upTo(at(fact) - 1).has(id)),
  };
}
