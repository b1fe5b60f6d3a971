import type { CardEntry } from "../core/card.ts";
import { type DeckId, type DeviceId, ID_BYTES } from "../core/ids.ts";
import { type Maker, makerOfMany, makeUndo } from "../core/log/make-event.ts";
import { type Scheduler, schedulerFor } from "../core/memory/scheduler.ts";
import type { Settings } from "../core/settings.ts";
import { type Now, nowAt } from "../core/time/now.ts";
import type { ImportData } from "../exchange/anki/events-from-anki.ts";
import type { LogHere } from "../exchange/changes/changes.ts";
import type { CardOf, MakeUndo } from "../exchange/changes/counting.ts";
import { systemClock } from "../platform/clock.ts";
import { readDevice, removedDecks } from "../store/database/local.ts";
import type { DeckRow, StoreName } from "../store/database/schema.ts";
import type { Reading } from "../store/database/transaction.ts";
import type { Database } from "../store/opening/open.ts";
import { type CardsWithLog, readCardsWithLog } from "../store/segments/cards-with-log.ts";
import { readSettings, settingsNow } from "../store/settings/settings.ts";
import { offBy, switchesNow } from "../store/settings/switches.ts";

/** Who makes events in this profile, when, and by which model. */
export interface Self {
  readonly device: DeviceId;
  readonly now: Now;
  readonly scheduler: Scheduler;
}

/** This profile with its whole log, and what the events mean. */
export interface Profile extends LogHere, Self {
  readonly decks: ReadonlyMap<DeckId, DeckRow>;
  /** Decks of the user's own that were removed here. */
  readonly removed: ReadonlySet<DeckId>;
}

/** Without a look at the log. */
export async function readSelf(db: Database): Promise<Self> {
  const device = await readDevice(db.transaction("local").store);
  return selfOf(device, await readSettings(db));
}

function selfOf(device: DeviceId, settings: Settings): Self {
  const now = nowAt(systemClock.nowMs(), systemClock.offsetAt, settings.rolloverHour);
  return { device, now, scheduler: schedulerFor(settings) };
}

/** With the decks, and without a look at log and cards. */
export async function readDecksOf(db: Database): Promise<Pick<Profile, "decks" | "nowMs">> {
  const [{ now }, decks] = await Promise.all([readSelf(db), db.getAll("decks")]);
  return { decks: byDeckId(decks), nowMs: now.nowMs };
}

const byDeckId = (decks: readonly DeckRow[]): Profile["decks"] => new Map(decks.map((deck) => [deck.id, deck]));

const STORES = ["registers", "decks", "local"] as const satisfies readonly StoreName[];

/** Reads the whole log, and what belongs to it. */
export async function readProfile(db: Database): Promise<Profile> {
  return profileOf(await readCardsWithLog(db, { stores: STORES, rest: readRest })).profile;
}

/** The profile, and its cards with what their decks say: for bringing reviews in that were made in another program. */
export async function readForImport(db: Database): Promise<{ readonly profile: Profile; readonly data: ImportData }> {
  const found = await readCardsWithLog(db, {
    contents: true,
    stores: STORES,
    rest: (transaction) => Promise.all([readRest(transaction), switchesNow(transaction)]),
  });
  const { states, contents, events } = found;
  const [own, switches] = found.rest;
  const { profile, settings } = profileOf({ states, events, rest: own });
  const byId = new Map(contents.map((content) => [content.id, content]));
  const isOff = offBy([...profile.decks.values()], switches);
  const withContent = states.map((card) => ({ ...card, content: byId.get(card.id) ?? null, isOff: isOff(card) }));
  return { profile, data: { device: profile.device, cards: withContent, events, settings, now: profile.now } };
}

const readRest = (transaction: Reading) =>
  Promise.all([
    settingsNow(transaction),
    transaction.objectStore("decks").getAll(),
    readDevice(transaction.objectStore("local")),
    removedDecks(transaction.objectStore("local")),
  ]);

type Found = Pick<CardsWithLog<Awaited<ReturnType<typeof readRest>>>, "states" | "events" | "rest">;

function profileOf({ states, events, rest }: Found) {
  const [settings, decks, device, removed] = rest;
  const self = selfOf(device, settings);
  const profile: Profile = {
    ...self,
    events,
    cardOf: presentIds(states),
    decks: byDeckId(decks),
    removed,
    nowMs: self.now.nowMs,
  };
  return { profile, settings };
}

/** As the store finds the card of an id: one that is in its deck goes before one that had the id once. */
export function presentIds(states: readonly Pick<CardEntry, "id" | "formerIds" | "retired">[]): CardOf {
  const present = new Map(states.flatMap(({ id, formerIds }) => formerIds.map((former) => [former, id] as const)));
  for (const { id, retired } of states) if (!retired) present.set(id, id);
  return (id) => present.get(id) ?? id;
}

/** Who makes an event in this profile; new random bytes at each call. */
export const makerOf =
  ({ device, now }: Pick<Maker, "device" | "now">): (() => Maker) =>
  () => ({ device, now, random: crypto.getRandomValues(new Uint8Array(ID_BYTES)) });

/** Makes undos in this profile's name, all that it makes as one. */
export function undoMaker(profile: Pick<Maker, "device" | "now">): MakeUndo {
  const make = makerOfMany(makerOf(profile));
  return (event, as) => makeUndo(event, make(), as);
}
