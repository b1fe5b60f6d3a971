/**
 * What is left of files the taking back of which was begun: it is here, and is so only until that goes on. A file that has some of
 * it brings that again as its own: it is taken back at once with the file that brought it first, and made to count again with this one.
 */
import type { Envelope } from "../core/log/envelope.ts";
import { isOfKind } from "../core/log/event.ts";
import type { UndoEvent } from "../core/log/kinds.ts";
import type { Scheduler } from "../core/memory/scheduler.ts";
import { type Again, bringingAgain } from "../exchange/changes/bringing-again.ts";
import type { MakeUndo } from "../exchange/changes/counting.ts";
import type { Writing } from "../store/database/transaction.ts";
import type { NamedEvents } from "../store/log/log.ts";
import type { Database } from "../store/opening/open.ts";
import { mergeIn } from "../store/writing/merge.ts";
import { keepInstead, readKept, type WayBack } from "./last-restore.ts";
import { leftToTakeBack } from "./left-to-take-back.ts";
import { eventsInRowsOf } from "./places.ts";
import type { Profile } from "./profile.ts";

/** Of one file. */
export interface BeingTakenBack {
  readonly kept: WayBack;
  /** Its events that are left, each with an undo that is not written yet. */
  readonly left: readonly { readonly event: Envelope; readonly undo: UndoEvent }[];
  /** See `Left`. */
  readonly named: NamedEvents;
}

/** From the last file to the first. Mostly there is none. */
export async function readBeingTakenBack(db: Database, makeUndo: MakeUndo): Promise<readonly BeingTakenBack[]> {
  const found: BeingTakenBack[] = [];
  for (let kept = await readKept(db); kept; kept = kept.before) {
    if (!kept.isBegun) continue;
    const { rows, leftAlone, named } = await leftToTakeBack(db, kept, makeUndo);
    const left: BeingTakenBack["left"][number][] = [];
    for (let start = 0; start < rows.length; start += AT_ONCE) {
      const places = rows.slice(start, start + AT_ONCE).map(({ place }) => place);
      for (const event of await eventsInRowsOf(db, places)) {
        if (!leftAlone.has(event.id)) left.push({ event, undo: makeUndo(event, "file") });
      }
    }
    found.push({ kept, left, named });
  }
  return found;
}

/** Rows of one answer. */
const AT_ONCE = 100;

/** The log as it is once all that is taken back. */
export const withoutThose = (events: readonly Envelope[], going: readonly BeingTakenBack[]): readonly Envelope[] =>
  going.length === 0 ? events : [...events, ...undosOfThose(going)];

export interface AgainHere extends Again {
  /** What must be taken back before, of the files that are: what the file has of them. */
  readonly first: readonly BeingTakenBack[];
}

/** As `bringingAgain`, also of what is here only until the files that brought it are taken back. */
export function bringingAgainHere(
  { cardOf }: Pick<Profile, "cardOf">,
  here: readonly Envelope[],
  fromFile: readonly Envelope[],
  going: readonly BeingTakenBack[],
  makeUndo: MakeUndo,
): AgainHere {
  const again = bringingAgain(withoutThose(here, going), fromFile, makeUndo, cardOf);
  const lifted = new Set(again.undos.map(({ undoes }) => undoes));
  // What a file brought again itself is an undo, and stands for what that makes count.
  const isOfFile = ({ event, undo }: BeingTakenBack["left"][number]): boolean =>
    lifted.has(undo.id) || (isOfKind(event, "undo") && lifted.has(event.undoes));
  const first = going.map((one) => ({ ...one, left: one.left.filter(isOfFile) })).filter(({ left }) => left.length > 0);
  return { ...again, first };
}

export const undosOfThose = (going: readonly BeingTakenBack[]): UndoEvent[] =>
  going.flatMap(({ left }) => left.map(({ undo }) => undo));

/**
 * In the transaction that brings the file in, before anything of it is written: the undos are no part of what it added.
 * @throws where one of the files does not stand as it was found, which whoever calls this has made sure of
 */
export async function takeBackFirst(
  transaction: Writing,
  written: Envelope[],
  going: readonly BeingTakenBack[],
  scheduler: Scheduler,
): Promise<void> {
  // From the last to the first: each holds what is kept of those before it.
  for (const { kept, left, named } of going) {
    const isKept = await keepInstead(transaction, kept, { ...kept, undone: kept.undone + left.length });
    if (!isKept) throw new Error("a file that is being taken back is another than was looked at");
    const all = new Map([...named, ...left.map(({ event }) => [event.id, event] as const)]);
    await mergeIn(
      transaction,
      written,
      left.map(({ undo }) => undo),
      scheduler,
      { named: all },
    );
  }
}
