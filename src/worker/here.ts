import type { CardId, DeckId, DeviceId } from "../core/ids.ts";
import type { Envelope } from "../core/log/envelope.ts";
import type { UndoEvent } from "../core/log/kinds.ts";
import { type Maker, makeUndo } from "../core/log/make-event.ts";
import { schedulerFor } from "../core/memory/scheduler.ts";
import { type Now, nowAt } from "../core/plan/now.ts";
import type { Here } from "../exchange/changes.ts";
import type { CardOf } from "../exchange/counting.ts";
import { systemClock } from "../platform/clock.ts";
import { readDevice } from "../store/local.ts";
import { allEvents } from "../store/log.ts";
import type { Database } from "../store/open.ts";
import type { DeckRow } from "../store/schema.ts";
import { SETTING_REGISTERS, settingsFrom } from "../store/settings.ts";

/** The log of this profile, who makes events in it, and what they mean. */
export interface Profile extends Here {
  readonly decks: ReadonlyMap<DeckId, DeckRow>;
  readonly device: DeviceId;
  readonly now: Now;
}

/** Reads the whole log, in one transaction with what belongs to it. */
export async function readProfile(db: Database): Promise<Profile> {
  const stores = ["events", "states", "registers", "decks", "local"] as const;
  const transaction = db.transaction(stores, "readonly");
  const [events, states, registers, decks, device] = await Promise.all([
    allEvents(transaction.objectStore("events")),
    transaction.objectStore("states").getAll(),
    transaction.objectStore("registers").getAll(SETTING_REGISTERS()),
    transaction.objectStore("decks").getAll(),
    readDevice(transaction.objectStore("local")),
  ]);
  await transaction.done;
  const settings = settingsFrom(registers);
  const now = nowAt(systemClock.nowMs(), systemClock.offsetAt, settings.rolloverHour);
  return {
    events,
    cardOf: presentIds(states),
    decks: new Map(decks.map((deck) => [deck.id, deck])),
    scheduler: schedulerFor(settings),
    nowMs: now.nowMs,
    device,
    now,
  };
}

/** As the store finds the card of an id: one that is in its deck goes before one that had the id once. */
function presentIds(states: readonly { id: CardId; formerIds: readonly CardId[]; retired: boolean }[]): CardOf {
  const present = new Map(states.flatMap(({ id, formerIds }) => formerIds.map((former) => [former, id] as const)));
  for (const { id, retired } of states) if (!retired) present.set(id, id);
  return (id) => present.get(id) ?? id;
}

/** Who makes an event in this profile; new random bytes at each call. */
export const makerOf =
  ({ device, now }: Pick<Maker, "device" | "now">): (() => Maker) =>
  () => ({ device, now, random: crypto.getRandomValues(new Uint8Array(10)) });

/** Makes undos in this profile's name. */
export const undoMaker =
  (profile: Pick<Maker, "device" | "now">): ((event: Envelope) => UndoEvent) =>
  (event) =>
    makeUndo(event, makerOf(profile)());
