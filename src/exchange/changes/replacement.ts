import type { EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isKnown, isOfKind } from "../../core/log/event.ts";
import type { UndoEvent } from "../../core/log/kinds.ts";
import { isWithFile, takenBackWithFile } from "../../core/log/taken-back.ts";
import { bringingAgain } from "./bringing-again.ts";
import { type CardOf, type Counting, countingIn, type MakeUndo, ownEvents, unionOf } from "./counting.ts";

/**
 * What must be added to the log here, beside the events of a backup, so that exactly those of the backup count, of
 * whatever kind. Those that this version does not understand it carries and never judges: they stay as they are, on both
 * sides, since a newer version may hold much by them that a user of this one cannot see go. Nothing is deleted: what the
 * backup does not have is taken back, as with a file that brought it; what it says that somebody took back by itself, as that, so that
 * adding the same backup does not bring it again; and what was taken back since is made to count again by taking its undo back. A review that the backup has from Anki and this log as its own is one review. Done twice, the
 * second time adds nothing.
 * @param again what the backup brings again, which comes first: so what it says itself was taken back stays so by that alone
 */
export function replacementEvents(
  here: readonly Envelope[],
  backup: readonly Envelope[],
  makeUndo: MakeUndo,
  cardOf: CardOf = (id) => id,
  again: readonly UndoEvent[] = bringingAgain(here, backup, makeUndo, cardOf).undos,
): readonly UndoEvent[] {
  let added = again;
  const both = unionOf(here, backup);
  const isUndoneThere = undoneByItself(backup, cardOf);
  const takeBack = (event: Envelope) => (isUndoneThere(event) ? makeUndo(event) : makeUndo(event, "file"));
  // An undo of the learner's goes as an entry does that the backup does not have, and a file that has it brings it again.
  const lift = (undo: UndoEvent) => (isWithFile(undo) ? makeUndo(undo) : takeBack(undo));
  // First what says when reviews were made: it decides which of them came back through Anki.
  for (const isTurn of [isCorrection, (event: Envelope) => !isCorrection(event)]) {
    // Mostly no clock was ever put right.
    if (!both.some(isTurn)) continue;
    const union = added.length === 0 ? both : unionOf(both, added);
    const standing = countingIn(union, cardOf);
    const { isGone, undosOf } = standing;
    const wanted = wantedOf(union, backup, cardOf, standing);
    const undos = union.flatMap((event) => {
      if (isOfKind(event, "undo") || !isKnown(event) || !isTurn(event)) return [];
      const want = wanted(event);
      if (want === null || want === !isGone(event)) return [];
      return want ? undosOf(event).map((undo) => lift(undo)) : [takeBack(event)];
    });
    // Not push(...undos): a log may hold more events than a call takes arguments.
    added = [...added, ...undos];
  }
  return added;
}

/** Whether a backup says of an event of its own that somebody took it back, and not with a whole file. */
function undoneByItself(backup: readonly Envelope[], cardOf: CardOf): (event: Envelope) => boolean {
  const { isGone } = countingIn(backup, cardOf);
  const goneWithFile = takenBackWithFile(backup);
  const undone = new Set(backup.filter((event) => isGone(event) && !goneWithFile.has(event.id)).map(({ id }) => id));
  return ({ id }) => undone.has(id);
}

/**
 * The entries here that a replacement takes back.
 * @param undos those that replacing adds
 * @param again those of them by which the file brings entries again: these take back nothing that somebody did here
 */
export function undoneBy(undos: readonly UndoEvent[], again: readonly UndoEvent[]): readonly EventId[] {
  const lifting = new Set(again.map(({ undoes }) => undoes));
  return undos.flatMap(({ undoes }) => (lifting.has(undoes) ? [] : [undoes]));
}

/**
 * How many entries of the log here a replacement takes back that are no reviews, as stars, days that were moved, and undos. How
 * many reviews count no longer is said by `stopCounting` of `FileChanges`.
 * @param undos those that replacing adds, of which `again` bring entries again, see `undoneBy`
 */
export function othersTakenBack(
  undos: readonly UndoEvent[],
  again: readonly UndoEvent[],
  here: readonly Envelope[],
  cardOf: CardOf,
): number {
  const undone = undoneBy(undos, again);
  if (undone.length === 0) return 0;
  const twice = ownEvents(here, cardOf);
  const reviews = new Set<EventId>(
    here.flatMap((event) => (isOfKind(event, "review") && !twice.has(event.id) ? [event.id] : [])),
  );
  return undone.filter((id) => !reviews.has(id)).length;
}

const isCorrection = (event: Envelope): boolean => isOfKind(event, "clock-correction");

/** Whether an event must count; null where it does not matter, since it is there twice and its other id says whether it counts. */
function wantedOf(union: readonly Envelope[], backup: readonly Envelope[], cardOf: CardOf, { isGone }: Counting) {
  const there = countingIn(backup, cardOf);
  const twiceThere = ownEvents(backup, cardOf);
  const counting = backup.filter((event) => !there.isGone(event) && !twiceThere.has(event.id));
  const ids = new Set(counting.map(({ id }) => id));
  // What is to count again is there, whatever file it was taken back with.
  const ownOf = ownEvents(
    union.filter((event) => !(isWithFile(event) && ids.has(event.undoes))),
    cardOf,
  );
  const wanted = new Set(counting.map(({ id }) => ownOf.get(id)?.id ?? id));
  return (event: Envelope): boolean | null => {
    const own = ownOf.get(event.id);
    if (!own) return wanted.has(event.id);
    // Once that is taken back as if it had never come, this one would count in its place.
    return wanted.has(own.id) || isGone(own) ? null : false;
  };
}
