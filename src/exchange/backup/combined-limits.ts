/**
 * What is here and what a file brings make one log, and the next backup holds all of it. Each file can keep the limits of a
 * backup, and several together not: then no backup that is saved from here could be read any more.
 */
import type { CardId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind, isRegister } from "../../core/log/event.ts";
import { registerName } from "../../core/log/register-name.ts";
import type { CardOf } from "../changes/counting.ts";
import { type Problem, problem } from "../problem.ts";
import { BACKUP_LIMITS } from "./backup-format.ts";
import { EVENT_LIMITS, type EventLimits } from "./event-limits.ts";
import { endlessChain, LONGEST_CHAIN } from "./undo-chains.ts";

/** The rest of each limit is for what is made here afterwards. Where nothing is here yet, a backup comes back as a whole. */
const MOST_TAKEN = 0.9;

interface Here {
  readonly events: readonly Envelope[];
  readonly cardOf: CardOf;
  readonly nowMs: number;
}

interface Limits extends EventLimits {
  readonly events: number;
  readonly characters: number;
  readonly undos: number;
}
const LIMITS: Limits = {
  events: BACKUP_LIMITS.events,
  characters: BACKUP_LIMITS.characters,
  ...EVENT_LIMITS,
  undos: LONGEST_CHAIN,
};

/**
 * Why what is here and these events would be more than a backup can hold; null where it can, and where they bring nothing that
 * is not here: that makes nothing worse. Linear in both.
 * @param mostCharacters the added events' lines take no more, where that is known
 * @param limits others than those of a backup, for tests
 */
export function tooMuchTogether(
  here: Here,
  added: readonly Envelope[],
  mostCharacters: number | null = null,
  limits: Limits = LIMITS,
): Problem | null {
  const lines = mostCharacters ?? charactersOf(added);
  // What is there twice is counted twice at first: where even that is not too much, nothing has to be compared.
  if (!tooMuchOf([...added, ...here.events], lines + charactersOf(here.events), here, limits)) return null;
  // In no order, since nothing here depends on it.
  const each = [...new Map([...added, ...here.events].map((event) => [event.id, event])).values()];
  if (each.length === here.events.length) return null;
  return tooMuchOf(each, charactersOf(each), here, limits);
}

function tooMuchOf(all: readonly Envelope[], characters: number, { events, cardOf, nowMs }: Here, limits: Limits) {
  const most = (what: keyof Limits): number => Math.floor(limits[what] * (events.length === 0 ? 1 : MOST_TAKEN));
  if (all.length > most("events")) return problem("backup_together", `${all.length} events`);
  if (characters > most("characters")) return problem("backup_together", `over ${most("characters")} characters`);
  const keys = new Set(all.filter(isRegister).map(registerName));
  if (keys.size > most("keys")) return problem("backup_together", `${keys.size} keys`);
  const moved = mostNamed(all, cardOf, nowMs);
  if (moved > most("moved")) return problem("backup_together", `${moved} moved events of one card`);
  const top = endlessChain(all, most("undos"));
  return top === null ? null : problem("backup_together", `over ${most("undos")} undos of undos`);
}

/** Those of the lines of a backup that hold these events, each with what ends it. */
export function charactersOf(events: readonly Envelope[]): number {
  let sum = 0;
  for (const event of events) sum += JSON.stringify(event).length + 1;
  return sum;
}

/** For the card of which the corrections name the most: how much that is, with what lies ahead and is still to be put right. */
function mostNamed(events: readonly Envelope[], cardOf: CardOf, nowMs: number): number {
  const named = new Map<CardId, number>();
  let most = 0;
  for (const event of events) {
    const count = (isOfKind(event, "clock-correction") ? event.moved.length : 0) + (event.atMs > nowMs ? 1 : 0);
    if (count === 0 || event.card === undefined) continue;
    const card = cardOf(event.card);
    const sum = (named.get(card) ?? 0) + count;
    named.set(card, sum);
    most = Math.max(most, sum);
  }
  return most;
}
