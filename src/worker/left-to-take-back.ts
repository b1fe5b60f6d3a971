/**
 * What is left of a file that is taken back: the rows of the log, in the order in which that is done. Of the events themselves
 * none is held but what undos have to do with: Firefox collects the memory of a worker in one go, however much there is, and
 * who waits for a transaction of that worker waits for that as well.
 */
import type { CardId, DeviceId, EventId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import { isOfKind } from "../core/log/event.ts";
import type { UndoEvent } from "../core/log/kinds.ts";
import { isWithFile, takenBack } from "../core/log/taken-back.ts";
import { byCodeUnits } from "../core/text-order.ts";
import type { CardOf, MakeUndo } from "../exchange/changes/counting.ts";
import { staysFor, takingBack } from "../exchange/changes/taking-back.ts";
import { itemsOf, sizeOf } from "../store/database/event-rows.ts";
import { readPosition } from "../store/database/local.ts";
import { readablePieces } from "../store/database/readable.ts";
import { idsIfAny } from "../store/log/ids-of-rows.ts";
import type { NamedEvents } from "../store/log/log.ts";
import type { LogStretch } from "../store/log/stretch.ts";
import type { Database } from "../store/opening/open.ts";
import { logInPieces } from "../store/segments/bulk-log.ts";
import { REPLACED } from "../store/segments/rows-replaced.ts";
import { type EntriesLeft, entriesLeft } from "./entries-left.ts";
import { type EventsInRow, eventsInRows } from "./events-in-rows.ts";
import { presentIds } from "./profile.ts";

/** A row of the log of which something is left. */
export interface LeftRow {
  readonly place: number;
  /** Of its events; undefined where they concern none. */
  readonly card: CardId | undefined;
  /** How many of its events are left. */
  readonly left: number;
}

export interface Left {
  readonly rows: readonly LeftRow[];
  /** Ids of what those rows hold beside: it is gone already, is to stay as it is, or cannot be read. */
  readonly leftAlone: ReadonlySet<unknown>;
  /** What the undos among its events name, and what those name. */
  readonly named: NamedEvents;
  /** The entries of the file. What cannot be read of them is left until it is mended. */
  readonly entries: EntriesLeft;
}

/**
 * @param device of this profile: what another machine has undone it may make count again, so that gets an undo of its own here
 * @param by the ids under which this profile has taken it back so far
 */
export async function leftToTakeBack(
  db: Database,
  places: LogStretch,
  makeUndo: MakeUndo,
  device: DeviceId,
  by: readonly DeviceId[] = [],
): Promise<Left> {
  const undos = await undosOfLog(db);
  const undone = new Set(undos.map(({ undoes }) => undoes));
  const found: LeftRow[] = [];
  const heldIn = new Map<number, readonly Envelope[]>();
  const lost: Lost = { ids: [], places: new Set() };
  for await (const inRow of eventsInRows(db, places)) {
    const { place, events } = inRow;
    noteLost(lost, inRow);
    if (events.length === 0) continue;
    found.push({ place, card: events[0]?.card, left: events.length });
    const held = events.filter((event) => undone.has(event.id) || isOfKind(event, "undo"));
    if (held.length > 0) heldIn.set(place, held);
  }
  const held = [...heldIn.values()].flat();
  const lostIds = await idsOf(db, lost);
  const isLost = new Set(lostIds);
  // As `takingBack` leaves an undo of what the file brought: what cannot be read now must stay gone as well.
  const within = new Set(
    held.flatMap((event) => (isOfKind(event, "undo") && isLost.has(event.undoes) ? [event.id] : [])),
  );
  const wanted = takingBack(undos, held, makeUndo, await readCardOf(db), device).map(({ undoes }) => undoes);
  const isLeft = new Set(wanted.filter((id) => !within.has(id)));
  const isOfFile = new Set(held.map(({ id }) => id));
  const others = undos.filter(({ id }) => !isOfFile.has(id));
  const undoneBy = namedByUndosOf([...by, device], others, undos);
  // Taken back under an id that this device had before: who has that id now may make it count again. It is no news to anybody.
  const before = new Set([...isLeft].filter((id) => undoneBy.has(id)));
  const entries = entriesLeft(undos, {
    before,
    left: [...isLeft].filter((id) => !before.has(id)),
    done: [...isOfFile, ...lostIds.filter(isId)].filter((id) => undoneBy.has(id)),
    lost: leftOfLost(lostIds, others, device, undoneBy),
  });
  const othersIn = ({ place }: LeftRow): number => heldIn.get(place)?.filter(({ id }) => !isLeft.has(id)).length ?? 0;
  const rows = found.map((row) => ({ ...row, left: row.left - othersIn(row) })).filter(({ left }) => left > 0);
  const plain = rows.reduce((sum, { left }) => sum + left, 0) - isLeft.size;
  return {
    rows: firstThoseOf(before, heldIn, inTurn(rows)),
    // A damaged event may be mended until its row has its turn, and be gone already: it was not looked at.
    leftAlone: new Set([...held.flatMap(({ id }) => (isLeft.has(id) ? [] : [id])), ...lost.ids]),
    named: await namedBy(
      db,
      held.filter(({ id }) => isLeft.has(id)),
      undos,
    ),
    // An event of which no undo speaks is an entry by itself.
    entries: { ...entries, left: entries.left + plain },
  };
}

/**
 * What is taken back with a file by these devices, as it stands.
 * @param undos by which of them
 * @param all of the log
 */
function namedByUndosOf(
  devices: readonly DeviceId[],
  undos: readonly UndoEvent[],
  all: readonly UndoEvent[],
): ReadonlySet<unknown> {
  const theirs = undos.filter((undo) => isWithFile(undo) && devices.includes(undo.device));
  const lifted = takenBack(theirs.length > 0 ? all : []);
  return new Set(theirs.flatMap(({ id, undoes }) => (lifted.has(id) ? [] : [undoes])));
}

/** Rows of which nothing else is left come first: so who is ended on the way leaves what still counts. */
function firstThoseOf(
  before: ReadonlySet<EventId>,
  heldIn: ReadonlyMap<number, readonly Envelope[]>,
  rows: readonly LeftRow[],
): readonly LeftRow[] {
  if (before.size === 0) return rows;
  const isBefore = ({ place, left }: LeftRow): boolean =>
    heldIn.get(place)?.filter(({ id }) => before.has(id)).length === left;
  return [...rows.filter(isBefore), ...rows.filter((row) => !isBefore(row))];
}

/** What cannot be read. */
interface Lost {
  /** Of events whose rows hold others; whatever stands there in a damaged row. */
  readonly ids: unknown[];
  /** Of whole rows. */
  readonly places: Set<number>;
}

const lostIn = (row: unknown): unknown[] => itemsOf(row).flatMap(({ id, event }) => (event === null ? [id] : []));

const isId = (id: unknown): id is EventId => typeof id === "string";

/**
 * Without those that are gone for good, and those that were taken back before, since no undo can be made of what cannot be read. Of
 * a row that no index knows one at least.
 * @param undos but for those of the file, which go with it
 */
function leftOfLost(
  lost: readonly unknown[],
  undos: readonly UndoEvent[],
  device: DeviceId,
  undoneBefore: ReadonlySet<unknown>,
): readonly unknown[] {
  if (lost.length === 0) return lost;
  const lifted = takenBack(undos);
  const standing = undos.filter((undo) => !lifted.has(undo.id) && staysFor(device)(undo));
  const gone: ReadonlySet<unknown> = new Set(standing.map(({ undoes }) => undoes));
  return lost.filter((id) => !gone.has(id) && !undoneBefore.has(id));
}

/** Null for what no index knows. */
async function idsOf(db: Database, { ids, places }: Lost): Promise<readonly unknown[]> {
  const found = await idsIfAny(db, places);
  return [...ids, ...[...places].flatMap((place): readonly unknown[] => found.get(place) ?? [null])];
}

/** The ids of a file's events that cannot be read, as far as an index knows them. */
export async function unreadableIds(db: Database, places: LogStretch): Promise<ReadonlySet<unknown>> {
  const lost: Lost = { ids: [], places: new Set() };
  for await (const inRow of eventsInRows(db, places)) noteLost(lost, inRow);
  return new Set(await idsOf(db, lost));
}

function noteLost({ ids, places }: Lost, { place, row, events }: EventsInRow): void {
  if (row === undefined) places.add(place);
  else if (events.length < sizeOf(row)) ids.push(...lostIn(row));
}

/** What a row holds that is mended may move behind the end of the log, where nobody looks any more: then all is read once more. */
async function undosOfLog(db: Database): Promise<UndoEvent[]> {
  for (let before = await readPosition(db, REPLACED); ; ) {
    const undos: UndoEvent[] = [];
    for await (const { events } of logInPieces(db)) undos.push(...events.filter((event) => isOfKind(event, "undo")));
    const now = await readPosition(db, REPLACED);
    if (now === before) return undos;
    before = now;
  }
}

/** Cards of one answer. */
const AT_ONCE = 1000;

/** In pieces, for each of which a grade may wait. */
async function readCardOf(db: Database): Promise<CardOf> {
  const cards: Parameters<typeof presentIds>[0][number][] = [];
  for await (const rows of readablePieces(() => db.transaction("states"), AT_ONCE)) {
    for (const row of rows) if (row) cards.push({ id: row.id, formerIds: row.formerIds, retired: row.retired });
  }
  return presentIds(cards);
}

/**
 * Events that undos of the file name, what those name where they are undos as well, and so on.
 * @param undos all of the log
 */
async function namedBy(db: Database, left: readonly Envelope[], undos: readonly UndoEvent[]): Promise<NamedEvents> {
  const undoOf = new Map(undos.map((undo) => [undo.id, undo]));
  const ids = new Set<EventId>();
  for (const { id } of left) {
    for (let undo = undoOf.get(id); undo && !ids.has(undo.undoes); undo = undoOf.get(undo.undoes)) ids.add(undo.undoes);
  }
  const named = new Map<EventId, Envelope>();
  // Mostly no undo came with the file, or only with what it takes back, and nobody has to look.
  if (ids.size === 0) return named;
  for await (const { events } of logInPieces(db)) {
    for (const event of events) if (ids.has(event.id)) named.set(event.id, event);
  }
  return named;
}

/**
 * What concerns no card comes first, since weights are among it, by which the cards are worked out; then card by card, so that
 * each is worked out once, beside its neighbours.
 */
const inTurn = (rows: readonly LeftRow[]): LeftRow[] =>
  rows.toSorted((one, other) => byCodeUnits(one.card ?? "", other.card ?? "") || one.place - other.place);

/** Behind the last row of a card, if it has no more events than a whole step; and before the first card, see `inTurn`. */
export function endOfStep(rows: readonly LeftRow[], start: number, size: number): number {
  let [end, events] = [start, 0];
  for (; end < rows.length; end++) {
    const [row, before] = [rows[end], rows[end - 1]];
    if (!row || events === 0) {
      events += row?.left ?? 0;
      continue;
    }
    const isSameCard = row.card !== undefined && row.card === before?.card;
    const isFirstCard = row.card !== undefined && before?.card === undefined;
    if (isFirstCard || events + row.left > (isSameCard ? 2 * size : size)) break;
    events += row.left;
  }
  return end;
}
