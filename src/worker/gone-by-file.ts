/**
 * What the undos of a file that is added take back of what was here. It is counted as they are written: others may have written
 * since the file was looked at, and adding it asks nobody anew.
 */
import type { EventId } from "../core/ids.ts";
import { duplicateImports } from "../core/log/duplicate-imports.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { isOfKind } from "../core/log/event.ts";
import type { UndoEvent } from "../core/log/kinds.ts";
import { takenBack } from "../core/log/taken-back.ts";
import { stopCountingIn } from "../exchange/changes/changes.ts";
import type { FileRestored } from "../jobs/messages.ts";
import { eventOf, type ReadableLog, undosOf } from "../store/log/log.ts";
import type { OnLogs } from "../store/states/refold.ts";
import type { Merged } from "../store/writing/merge.ts";

type Gone = Pick<FileRestored, "takenBack" | "othersTakenBack">;

interface Counter {
  readonly onLogs: OnLogs;
  /** Of all cards that were told of, and of what concerns none. @param united what has come since */
  readonly gone: (log: Pick<ReadableLog, "index">, united: Merged) => Promise<Gone>;
}

/** @param lifting by these the file brings entries again: the undos that they take back are none that anybody loses */
export function countingGone(lifting: readonly UndoEvent[]): Counter {
  const lifted = new Set<EventId>(lifting.map(({ undoes }) => undoes));
  let [reviews, others] = [0, 0];
  return {
    onLogs(before, after) {
      if (before.length === 0 || !after.some((event) => isOfKind(event, "undo"))) return;
      reviews += stopCountingIn(before, after);
      others += othersGone(before, after, lifted);
    },
    gone: async (log, { added }) => ({
      takenBack: reviews,
      othersTakenBack: others + (await countOfNoCard(log, added, lifted)),
    }),
  };
}

/** A review that came back through Anki is told of by its own event. */
function othersGone(before: readonly Envelope[], after: readonly Envelope[], lifted: ReadonlySet<EventId>): number {
  const [then, now, twice] = [takenBack(before), takenBack(after), duplicateImports(before)];
  const isReview = (event: Envelope): boolean => isOfKind(event, "review") && !twice.has(event.id);
  const isOther = (event: Envelope): boolean => !isReview(event) && !lifted.has(event.id);
  return before.filter((event) => !then.has(event.id) && now.has(event.id) && isOther(event)).length;
}

/** As settings and switches, and undos of such. */
async function countOfNoCard(
  log: Pick<ReadableLog, "index">,
  added: readonly Envelope[],
  lifted: ReadonlySet<EventId>,
): Promise<number> {
  const came = new Map(added.map((event) => [event.id, event]));
  const named = new Map<EventId, Envelope>();
  const undoesOf = (events: readonly Envelope[]): EventId[] =>
    events.flatMap((event) => (isOfKind(event, "undo") && event.card === undefined ? [event.undoes] : []));
  for (let asked = undoesOf(added); asked.length > 0; ) {
    const found = await Promise.all([...new Set(asked)].map((id) => came.get(id) ?? eventOf(log, id)));
    const isNew = found.flatMap((event) => (event && event.card === undefined && !named.has(event.id) ? [event] : []));
    for (const event of isNew) named.set(event.id, event);
    asked = undoesOf(isNew);
  }
  const here = [...named.values()].filter(({ id }) => !came.has(id) && !lifted.has(id));
  if (here.length === 0) return 0;
  const undos = await undosOf(
    log,
    here.map(({ id }) => id),
  );
  const [then, now] = [takenBack(undos.filter(({ id }) => !came.has(id))), takenBack(undos)];
  return here.filter(({ id }) => !then.has(id) && now.has(id)).length;
}
