/**
 * Taking the last file back: an undo for each event that it brought. In transactions for each of which a grade may wait, each of
 * which keeps with its undos how many there are by now. So it can be ended anywhere: what was taken back by then stays so,
 * and whoever goes on looks for what is left.
 */
import { grouped } from "../core/grouped.ts";
import type { DeckId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { isOfKind } from "../core/log/event.ts";
import type { UndoEvent } from "../core/log/kinds.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import { nextSize } from "../core/pace.ts";
import { same } from "../core/same.ts";
import { byCodeUnits } from "../core/text-order.ts";
import type { OnJobProgress } from "../exchange/backup/backup-format.ts";
import { takingBack } from "../exchange/changes/taking-back.ts";
import type { TakenBack } from "../exchange/messages.ts";
import { write } from "../store/database/transaction.ts";
import { removeDeck } from "../store/decks/decks.ts";
import type { NamedEvents } from "../store/log/log.ts";
import type { Database } from "../store/opening/open.ts";
import { readSettings } from "../store/settings/settings.ts";
import { noteNotRefolded } from "../store/states/unlogged.ts";
import { MERGE_STORES, uniteIn } from "../store/writing/merge.ts";
import { readProfile, undoMaker } from "./here.ts";
import { type Kept, keep, keptNow, readKept, turn } from "./last-restore.ts";
import { eventsAt } from "./stretch.ts";

/**
 * Events of a transaction, for which a grade may have to wait. With fewer, the days that most cards share would be written more
 * often than it helps anybody.
 */
const PACE = { wantedMs: 60, least: 500, most: 4000 } as const;

/**
 * Takes back exactly what the last restore added, and removes the decks that it brought.
 * @param most events of a transaction, other than usual for tests
 */
export async function takeBack(db: Database, onProgress: OnJobProgress, most: number = PACE.most): Promise<TakenBack> {
  onProgress(0, 0);
  let undone = 0;
  const begun = await readKept(db);
  // Another page may take it back at the same time: then this one looks again for what is left, and no event gets two undos.
  for (let kept = begun; kept && isSame(kept, begun); kept = await readKept(db)) {
    undone = Math.max(undone, await goOn(db, kept, onProgress, most));
  }
  return { takenBack: undone };
}

const isSame = (one: Kept, other: Kept | null): boolean => one.atMs === other?.atMs && one.from === other.from;

/** @returns how many undos there are once all is taken back, by whichever page; the kept way back says whether it is */
async function goOn(db: Database, kept: Kept, onProgress: OnJobProgress, most: number): Promise<number> {
  const { undos, named } = await whatIsLeft(db, kept);
  const total = kept.undone + undos.length;
  let now = kept;
  let size = Math.min(most, PACE.least);
  for (let start = 0; start < undos.length; ) {
    const some = undos.slice(start, endOfStep(undos, start, size));
    const begun = performance.now();
    const next = await step(db, some, named, now);
    if (!next) return total;
    now = next;
    start += some.length;
    onProgress(now.undone, total);
    size = nextSize(size, performance.now() - begun, { ...PACE, most });
  }
  await finish(db, now, onProgress);
  return total;
}

interface Left {
  readonly undos: readonly UndoEvent[];
  readonly named: NamedEvents;
}

/** By itself, so that the log, which it holds in memory, is let go before the long work begins. */
async function whatIsLeft(db: Database, kept: Kept): Promise<Left> {
  const added = inTurn(await eventsAt(db, kept));
  const { events, cardOf, ...profile } = await readProfile(db);
  const undos = takingBack(events, added, undoMaker(profile), cardOf);
  return { undos, named: namedBy(events, added) };
}

/**
 * What concerns no card comes first, since weights are among it, by which the cards are worked out; then card by card, so that
 * each is worked out once, beside its neighbours.
 */
function inTurn(events: readonly Envelope[]): Envelope[] {
  const groups = [...grouped(events, ({ card }) => card ?? "")];
  return groups.sort(([one], [other]) => byCodeUnits(one, other)).flatMap(([, group]) => group);
}

/** What the undos of some events lead to: those, and what undos in the log name. */
function namedBy(log: readonly Envelope[], added: readonly Envelope[]): NamedEvents {
  const ids = new Set(log.flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : [])));
  const named = log.filter(({ id }) => ids.has(id));
  return new Map([...named, ...added].map((event) => [event.id, event]));
}

/** Behind the last event of a card, if it has no more of them than a whole step; and before the first card, see `inTurn`. */
function endOfStep(undos: readonly UndoEvent[], start: number, size: number): number {
  let end = Math.min(undos.length, start + size);
  if (undos[start]?.card === undefined) {
    const first = undos.slice(start, end).findIndex(({ card }) => card !== undefined);
    return first < 0 ? end : start + first;
  }
  const card = undos[end - 1]?.card;
  while (card !== undefined && end < start + 2 * size && undos[end]?.card === card) end++;
  return end;
}

/** @returns what is kept since; null where another page has gone on with it, and nothing was written */
async function step(db: Database, undos: readonly UndoEvent[], named: NamedEvents, kept: Kept): Promise<Kept | null> {
  const scheduler = schedulerFor(await readSettings(db));
  return write(db, MERGE_STORES, async (transaction, written) => {
    const here = await keptNow(transaction);
    if (!here || (isSame(here, kept) && !same(here, kept))) return null;
    await uniteIn(transaction, written, undos, scheduler, { named });
    // Weights may be among them, and nobody has come yet to work out all cards by those.
    if (undos.some(({ undoes }) => isSetting(named.get(undoes)))) await noteNotRefolded(transaction);
    const next = { ...kept, undone: kept.undone + undos.length };
    // Where another page has brought another file since, the way back is that one's; this one is taken back whole all the same.
    await (isSame(here, kept) ? keep(transaction, next) : turn(transaction));
    return next;
  });
}

const isSetting = (event: Envelope | undefined): boolean => event !== undefined && isOfKind(event, "setting");

/** The way back is given up last. */
async function finish(db: Database, kept: Kept, onProgress: OnJobProgress): Promise<void> {
  for (const deck of kept.decks) {
    // How long that takes nobody knows.
    onProgress(0, 0);
    const here = await readKept(db);
    // Another page has taken all of it back, or a file that came since has the same deck.
    if (!here || (!isSame(here, kept) && here.decks.includes(deck))) continue;
    await removeDeck(db, deck as DeckId);
  }
  await write(db, ["local"], async (transaction) => {
    if (same(await keptNow(transaction), kept)) await keep(transaction, kept.before);
  });
}
