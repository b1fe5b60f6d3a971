/** What stands of a file, told by its log alone: a second way to count what a taking back says, entry by entry and undo by undo. */
import type { DeviceId, EventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { takenBack } from "../../../src/core/log/taken-back.ts";

/** The last file that came. */
export interface FileCame {
  /** What was written when it came, but for what was only mended. */
  readonly came: ReadonlySet<EventId>;
  /** Undos by which it is taken back since. */
  readonly undos: ReadonlySet<EventId>;
}

export interface EntriesOfFile {
  readonly undone: number;
  readonly left: number;
  /** Of those the ones that cannot be read, which are no part of the others. */
  readonly lost: number;
}

/**
 * @param log all of it, also what cannot be read now
 * @param lost what that is
 * @param device of this profile
 */
export function entriesOfFile(
  log: readonly Envelope[],
  { came, undos }: FileCame,
  device: DeviceId,
  lost: ReadonlySet<EventId> = new Set(),
): EntriesOfFile {
  const all = new Map(log.map((event) => [event.id, event]));
  const about = (event: Envelope): EventId => {
    const named = isOfKind(event, "undo") ? all.get(event.undoes) : undefined;
    return named ? about(named) : isOfKind(event, "undo") ? event.undoes : event.id;
  };
  const readable = log.filter(({ id }) => !lost.has(id));
  const gone = takenBack(readable);
  // Undos of the file itself hold nothing down, once they are taken back as well.
  const without = readable.filter((event) => !(came.has(event.id) && isOfKind(event, "undo")));
  const goneWithout = takenBack(without);
  const standsOf = (event: Envelope): "undone" | "left" | "idle" => {
    if (isOfKind(event, "undo") && came.has(event.undoes) && !lost.has(event.undoes)) return "idle";
    const on = (events: readonly Envelope[], lifted: ReadonlySet<EventId>) =>
      events.filter((undo) => isOfKind(undo, "undo") && undo.undoes === event.id && !lifted.has(undo.id));
    if (on(readable, gone).some(({ id }) => undos.has(id))) return "undone";
    const stays = on(without, goneWithout).some(
      (undo) => !("with" in undo) || undo.with !== "file" || undo.device === device,
    );
    return stays ? "idle" : "left";
  };
  const found = {
    undone: new Set<EventId>(),
    left: new Set<EventId>(),
    lost: new Set<EventId>(),
    idle: new Set<EventId>(),
  };
  for (const event of log) {
    if (!came.has(event.id)) continue;
    const stands = standsOf(event);
    found[stands === "left" && lost.has(event.id) ? "lost" : stands].add(about(event));
  }
  const only = (some: ReadonlySet<EventId>, ...others: ReadonlySet<EventId>[]): number =>
    [...some].filter((id) => others.every((other) => !other.has(id))).length;
  return {
    undone: only(found.undone, found.left, found.lost),
    left: only(found.left, found.lost),
    lost: found.lost.size,
  };
}
