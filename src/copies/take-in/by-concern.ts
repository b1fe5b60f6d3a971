import type { CardId, DeckId, EventId, FactId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";

/** Events by what they concern, each once; gathered file by file, so that no page stands still for all of them at once. */
export class ByConcern {
  readonly #met = new Set<EventId>();
  readonly #learner: Envelope[] = [];
  readonly #groups = new Map<CardId | FactId | DeckId, Envelope[]>();

  add(events: readonly Envelope[]): this {
    for (const event of events) {
      if (this.#met.has(event.id)) continue;
      this.#met.add(event.id);
      this.#groupOf(event).push(event);
    }
    return this;
  }

  /** Those that concern the learner first, since weights are among them. The same events in the same order: the same groups. */
  *groups(): Generator<readonly Envelope[]> {
    yield this.#learner;
    yield* this.#groups.values();
  }

  #groupOf({ card, fact, deck }: Envelope): Envelope[] {
    const concern = card ?? fact ?? deck;
    if (concern === undefined) return this.#learner;
    const group = this.#groups.get(concern) ?? [];
    if (group.length === 0) this.#groups.set(concern, group);
    return group;
  }
}
