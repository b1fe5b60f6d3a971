/**
 * Of how many entries a file still is to be taken back. Of one entry several events may stand among what the file brought: it
 * itself, and an undo for each undo that had taken it back. It is told of once, and as taken back when all of that is.
 */
import type { EventId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import type { UndoEvent } from "../core/log/kinds.ts";

/** What of a file undos have to do with, or cannot be read. */
interface Of {
  /** What is left, and counts. */
  readonly left: readonly EventId[];
  /** What is left though it is taken back already, see `Left`. */
  readonly before: ReadonlySet<EventId>;
  /** What is taken back with the file, whether it is left or not. */
  readonly done: readonly EventId[];
  /** What is left and cannot be read; null for what no index knows. */
  readonly lost: readonly unknown[];
}

export interface EntriesLeft {
  /** Entries that are taken back already. */
  readonly done: number;
  /** Entries that are left, but for those that cannot be read, and those of which no undo speaks. */
  readonly left: number;
  readonly unreadable: number;
  /** How many entries are taken back once these events are as well. Each event is told of once. */
  readonly finishedBy: (events: readonly Envelope[]) => number;
}

/** @param undos all of the log */
export function entriesLeft(undos: readonly UndoEvent[], { left, before, done, lost }: Of): EntriesLeft {
  const entryOf = entriesBy(undos);
  const [known, unknown] = [lost.filter((id) => typeof id === "string"), lost.filter((id) => typeof id !== "string")];
  const unreadable = new Set(known.map((id) => entryOf(id as EventId)));
  const open = new Map<EventId, number>();
  const entries = new Map(left.map((id) => [id, entryOf(id)] as const));
  for (const entry of entries.values()) {
    // It is told of as one that cannot be read.
    if (!unreadable.has(entry)) open.set(entry, (open.get(entry) ?? 0) + 1);
  }
  const isDone = new Set(done.map(entryOf).filter((entry) => !open.has(entry) && !unreadable.has(entry)));
  const isFinished = (id: EventId): boolean => {
    if (before.has(id)) return false;
    const entry = entries.get(id);
    if (entry === undefined) return true;
    const others = (open.get(entry) ?? 0) - 1;
    open.set(entry, others);
    return others === 0;
  };
  return {
    done: isDone.size,
    left: open.size,
    unreadable: unreadable.size + unknown.length,
    finishedBy: (events) => events.filter(({ id }) => isFinished(id)).length,
  };
}

/** What an event is about: an undo about what it names, and where that is an undo as well, about what that names, and so on. */
function entriesBy(undos: readonly UndoEvent[]): (id: EventId) => EventId {
  const named = new Map(undos.map(({ id, undoes }) => [id, undoes]));
  const found = new Map<EventId, EventId>();
  return (id) => {
    const way = new Set<EventId>();
    let entry = id;
    // A file may hold undos that name each other in a circle.
    for (let next: EventId | undefined = id; next !== undefined && !way.has(next); next = named.get(next)) {
      entry = found.get(next) ?? next;
      way.add(next);
      if (found.has(next)) break;
    }
    // A long way is gone once.
    for (const met of way) found.set(met, entry);
    return entry;
  };
}
