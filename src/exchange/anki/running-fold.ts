import type { EventId } from "../../core/ids.ts";
import { isImported, NEAR_MS } from "../../core/log/duplicate-imports.ts";
import { compareEvents, type Envelope } from "../../core/log/envelope.ts";
import { isOfKind, kindOf } from "../../core/log/event.ts";
import { applyEvent, foldCard } from "../../core/log/fold.ts";
import { isOutOfPlace } from "../../core/log/review-times.ts";
import { type CardState, NEW_CARD_STATE } from "../../core/memory/card-state.ts";
import type { Scheduler } from "../../core/memory/scheduler.ts";

/**
 * The state of one card at one moment after the other, while events are added to its log on the way. The same as
 * `foldCard` of what had happened until then, without going through all of it for each: an event that only adds to what
 * was before it is applied, and the log is folded anew where one changes the meaning of others.
 */
export class RunningFold {
  readonly #scheduler: Scheduler;
  readonly #known: readonly Envelope[];
  readonly #added: Envelope[] = [];
  #nextKnown = 0;
  #nextAdded = 0;
  readonly #passed: Envelope[] = [];
  readonly #undone = new Set<EventId>();
  /** The reviews that corrections of the clock name, also those that are dated after their correction. */
  readonly #corrected = new Set<EventId>();
  #state: CardState = NEW_CARD_STATE;
  /** How many events were gone through by folding anew. */
  #folded = 0;
  /** The state is no longer the fold of what has passed. */
  #stale = false;

  /** @param log of one card, in any order */
  constructor(log: readonly Envelope[], scheduler: Scheduler) {
    this.#known = [...log].sort(compareEvents);
    this.#scheduler = scheduler;
  }

  /** The state just before a moment. @param atMs no earlier than in the calls before */
  before(atMs: number): CardState {
    for (let event = this.#next(); event && event.atMs < atMs; event = this.#next()) this.#pass(event);
    if (this.#stale) {
      this.#state = foldCard(this.#passed, this.#scheduler);
      this.#folded += this.#passed.length;
    }
    this.#stale = false;
    return this.#state;
  }

  /** How many events were gone through so far by folding anew, which can be the square of the log. */
  get folded(): number {
    return this.#folded;
  }

  /** One more event. @param event no earlier than any moment that was asked for, or any event that was added */
  add(event: Envelope): void {
    this.#added.push(event);
  }

  #next(): Envelope | undefined {
    const known = this.#known[this.#nextKnown];
    const added = this.#added[this.#nextAdded];
    return known && added ? (compareEvents(known, added) <= 0 ? known : added) : (known ?? added);
  }

  #pass(event: Envelope): void {
    if (event === this.#known[this.#nextKnown]) this.#nextKnown += 1;
    else this.#nextAdded += 1;
    if (isOfKind(event, "undo")) this.#undone.add(event.undoes);
    if (isOfKind(event, "clock-correction")) for (const id of event.moved) this.#corrected.add(id);
    if (!this.#onlyAdds(event)) this.#stale = true;
    else if (!this.#stale) this.#state = applyEvent(this.#state, event, this.#scheduler);
    this.#passed.push(event);
  }

  /** Whether an event counts, as what it says it is and after all that has passed, or never changes a state. */
  #onlyAdds(event: Envelope): boolean {
    const kind = kindOf(event);
    if (kind?.actsOnEarlier) return false;
    if (!kind?.apply) return true;
    const last = this.#passed.at(-1);
    const isLater = last === undefined || last.atMs < event.atMs;
    return isLater && !this.#isMoved(event) && !this.#undone.has(event.id) && !this.#mayBeTwice(event);
  }

  /** Whether it counts as made on another day than it says. Where that puts it, a fold knows. */
  #isMoved(event: Envelope): boolean {
    return this.#corrected.has(event.id) || isOutOfPlace(event);
  }

  /** Whether it was imported and its own event may have passed as well, a moment ago. */
  #mayBeTwice(event: Envelope): boolean {
    if (!isImported(event)) return false;
    for (let i = this.#passed.length - 1; i >= 0; i--) {
      const earlier = this.#passed[i];
      if (!earlier || event.atMs - earlier.atMs > NEAR_MS) return false;
      if (earlier.kind === event.kind && ratingOf(earlier) === ratingOf(event) && !isImported(earlier)) return true;
    }
    return false;
  }
}

const ratingOf = (event: Envelope): number | null => (isOfKind(event, "review") ? event.rating : null);
