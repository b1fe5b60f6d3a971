import type { CardId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind, isRegister } from "../../core/log/event.ts";
import { registerName } from "../../core/log/register-name.ts";

/** What the events of one backup may name together. */
export interface EventLimits {
  /**
   * Names of moved events in the clock corrections of one card. Each takes a look at a map whenever the card is folded. No
   * clock is put right so often that they come to so many: a file that holds more was made to take everybody's time.
   */
  readonly moved: number;
  /**
   * Settings, switches and notes. Each is a row of its own in the database, looked up one by one. Two hundred decks with a
   * note on each of their facts stay below.
   */
  readonly keys: number;
}

export const EVENT_LIMITS: EventLimits = { moved: 100_000, keys: 200_000 };

/** Counts what the events of a backup name, one after the other; its reader and its writer count alike. */
export class NamedByEvents {
  readonly #limits: EventLimits;
  readonly #moved = new Map<CardId, number>();
  readonly #registers = new Set<string>();

  constructor(limits: EventLimits = EVENT_LIMITS) {
    this.#limits = limits;
  }

  /** @returns of what there is too much with this event, and in which field; null where nothing is */
  add(event: Envelope): { readonly field: string; readonly what: string } | null {
    if (isOfKind(event, "clock-correction")) {
      const sum = (this.#moved.get(event.card) ?? 0) + event.moved.length;
      this.#moved.set(event.card, sum);
      if (sum > this.#limits.moved) return { field: "moved", what: `${this.#limits.moved} moved events of one card` };
    }
    if (isRegister(event) && this.#registers.add(registerName(event)).size > this.#limits.keys)
      return { field: "key", what: `${this.#limits.keys} keys` };
    return null;
  }
}
