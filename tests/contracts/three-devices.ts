/**
 * Three devices with one folder, and everything that may happen to them and to their files: in the end they hold the same,
 * nothing lost and nothing twice. As a property that is run some times in the unit tests, and ten thousand times in the
 * long form of the faults.
 */
import fc from "fast-check";
import { expect } from "vitest";
import { deckHash } from "../../src/copies/place/deck-hash.ts";
import { decksIn } from "../../src/copies/place/file-names.ts";
import { isInNewerForm } from "../../src/copies/shared/newer-form.ts";
import { nameBefore } from "../../src/copies/shared/renamed.ts";
import type { Deck } from "../../src/core/deck/deck.ts";
import type { DeckId, DeviceId } from "../../src/core/ids.ts";
import type { Envelope } from "../../src/core/log/envelope.ts";
import { makeReview, makeUndo } from "../../src/core/log/make-event.ts";
import type { Place } from "../../src/core/log/place.ts";
import { readDevice } from "../../src/store/database/local.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import { merge } from "../../src/store/writing/merge.ts";
import { at, FIVE, foldsToItself, get, NOW, random, scheduler } from "../support/database/db-steps.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { type DeviceImage, databaseOf, imageOf } from "../support/places/device-image.ts";
import {
  answerOn,
  exchangeOn,
  makeDevice,
  sharedFolder,
  standing,
  type TestDevice,
} from "../support/places/devices.ts";
import type { MemoryFiles } from "../support/places/memory-files.ts";
import { content, deck } from "../support/samples/cards.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of the first three, profiles are copied; more than this is no other story. */
const MOST_DEVICES = 5;

type Later = "kind" | "field" | "value" | "undo";

/** What happens on one of the devices or to the folder, one thing after the other. */
type Happening =
  | { readonly kind: "answer"; readonly device: number; readonly card: number; readonly hoursOff: number }
  /** A deck of the user's own comes to a device, as from a file; under one version there may be different ones. */
  | { readonly kind: "deck"; readonly device: number; readonly version: number; readonly other: number }
  /** A device with a newer version writes what this one does not know; on the others it must be carried. */
  | {
      readonly kind: "later";
      readonly device: number;
      readonly card: number;
      readonly how: Later | "file";
    }
  /** Ended at this write or removal; never, where it comes to its end before. */
  | { readonly kind: "exchange"; readonly device: number; readonly endsAt: number }
  /** Files that stand in the folder have not reached a device yet. */
  | { readonly kind: "delay"; readonly device: number; readonly which: number }
  | { readonly kind: "arrive"; readonly device: number }
  /** An image of the profile is kept; it is put back; it becomes another machine's. */
  | { readonly kind: "image" | "putBack" | "copy"; readonly device: number }
  | {
      readonly kind: "harm";
      readonly which: number;
      readonly at: number;
      readonly how: "cut" | "rename" | "double" | "delete";
    };

const device = fc.nat({ max: MOST_DEVICES - 1 });
const constant = <const K extends string>(kind: K): fc.Arbitrary<K> => fc.constant(kind);
export const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: constant("answer"),
        device,
        card: fc.nat({ max: 4 }),
        hoursOff: fc.integer({ min: -9, max: 9 }),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({ kind: constant("exchange"), device, endsAt: fc.integer({ min: 0, max: 40 }) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: constant("later"),
        device,
        card: fc.nat({ max: 4 }),
        how: fc.constantFrom(
          ...(["kind", "field", "value", "undo", "file"] as const satisfies readonly Extract<
            Happening,
            { kind: "later" }
          >["how"][]),
        ),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: constant("deck"),
        device,
        version: fc.integer({ min: 1, max: 2 }),
        other: fc.nat({ max: 2 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: constant("delay"), device, which: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ kind: constant("arrive"), device }) },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom("image" as const, "putBack" as const, "copy" as const),
        device,
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: constant("harm"),
        which: fc.nat(),
        at: fc.nat(),
        how: fc.constantFrom("cut" as const, "rename" as const, "double" as const, "delete" as const),
      }),
    },
  ),
  { minLength: 4, maxLength: 24 },
);

/** The place as it is for somebody whom the browser ends after so many writes and removals. */
function ending(place: Place, endsAt: number): Place {
  let left = endsAt;
  const alive = (): void => {
    if (left < 0) throw new Error("ended");
  };
  const step = async (work: () => Promise<void>): Promise<void> => {
    left--;
    alive();
    await work();
  };
  return {
    ...place,
    list: async () => {
      alive();
      return place.list();
    },
    read: async (name) => {
      alive();
      return place.read(name);
    },
    write: (name, content) => step(() => place.write(name, content)),
    remove: (name) => step(() => place.remove(name)),
  };
}

/** What programs that carry files do to them. Returns whether something that stood in the folder stands there no more. */
function harm({ content }: MemoryFiles, { which, at, how }: Extract<Happening, { kind: "harm" }>): boolean {
  const names = [...content.keys()].sort();
  const name = names[which % Math.max(1, names.length)];
  const bytes = name === undefined ? undefined : content.get(name);
  if (name === undefined || bytes === undefined) return false;
  const other = name.replace(/\.(gz|json|osteon2)$/, " (conflicted copy 2026-11-26).$1");
  const length = at % (bytes.length + 1);
  if (how === "cut") content.set(name, bytes.slice(0, length));
  if (how === "rename" || how === "double") content.set(other, bytes);
  if (how === "rename" || how === "delete") content.delete(name);
  return how === "delete" || (how === "cut" && length < bytes.length);
}

const idsOn = async ({ db }: TestDevice): Promise<string[]> => (await wholeLog(db)).map(({ id }) => id);

const OWN_DECK = "mine" as DeckId;

/** One card that all have, and one of its own. */
const ownDeck = (version: number, other: number): Deck => {
  const cards = [content("same", 0, { deck: OWN_DECK }), content(`of-${other}`, 1, { deck: OWN_DECK })];
  return deck(cards, String(version), { id: OWN_DECK });
};

const NEWER_DEVICE = "000000000000000n" as DeviceId;

/** An event as a newer version makes it: of a kind, with a field or with a value that this one does not know. */
async function writeLater({ db }: TestDevice, which: number, how: Later, nowMs: number): Promise<void> {
  const [content, by] = [FIVE[which], await readDevice(db.transaction("local").store)];
  if (!content) throw new Error("no card");
  const maker = { device: by, now: at(nowMs), random: random() };
  const answer = { rating: 3, wait: { unit: "days", count: 2 }, shownAtMs: nowMs - 3000, surface: "popup" } as const;
  const review = makeReview(await get(db, content.id), { ...answer, factRevision: 1 }, maker);
  const newest = (await wholeLog(db)).findLast(({ kind }) => kind === "dream");
  const events: Readonly<Record<Later, Envelope>> = {
    kind: Object.assign({ ...review, kind: "dream" }, { depth: { of: [1, "two", null] } }),
    field: Object.assign({ ...review }, { mood: "calm" }),
    value: Object.assign({ ...review }, { rating: 5 }),
    // Of something that this version cannot judge.
    undo: makeUndo(newest ?? review, { ...maker, random: random() }),
  };
  await merge(db, [events[how]], scheduler);
}

/** The world of one story. */
class World {
  readonly folder = sharedFolder();
  readonly all: TestDevice[] = [];
  readonly images = new Map<number, DeviceImage>();
  /** All that was ever made, as JSON by id: it must arrive as it was, whatever it says. */
  readonly made = new Map<string, string>();
  /** What was on a device when an older image of it was put back: who had not given it has lost it, by what the user did. */
  readonly putAside = new Set<string>();
  /** What a device had when it had given everything. */
  readonly given = new Set<string>();
  /** What had been made when a file was cut or deleted: it may have stood in that one alone. */
  readonly exposed = new Set<string>();
  /** Versions of the decks that came to some device, by their hashes. */
  readonly decks = new Map<string, number>();
  /** Something that a deck's file is not safe from: it was cut or deleted, or a device was put back. */
  isDeckExposed = false;
  /** Files in a form that only a newer version knows, as whoever carries them left them. */
  readonly newer = new Map<string, Uint8Array<ArrayBuffer>>();

  async live(one: Happening, nowMs: number): Promise<void> {
    if (one.kind === "harm") {
      const isHarmed = harm(this.folder, one);
      this.isDeckExposed ||= isHarmed;
      if (isHarmed) for (const id of this.made.keys()) this.exposed.add(id);
      this.newer.clear();
      for (const [name, bytes] of this.folder.content) if (isInNewerForm(name)) this.newer.set(name, bytes);
      return;
    }
    const which = one.device % this.all.length;
    const on = this.all[which];
    if (!on) throw new Error("no such device");
    switch (one.kind) {
      case "answer":
        await answerOn(on, one.card, nowMs + one.hoursOff * HOUR_MS);
        await this.note(on);
        return;
      case "deck":
        return this.installDeck(on, one.version, one.other);
      case "later":
        if (one.how === "file") return this.writeNewer();
        await writeLater(on, one.card, one.how, nowMs);
        await this.note(on);
        return;
      case "arrive":
        return on.late.clear();
      case "delay": {
        const names = [...this.folder.content.keys()].sort();
        const name = names[one.which % Math.max(1, names.length)];
        if (name !== undefined) on.late.add(name);
        return;
      }
      case "image":
        this.images.set(which, await imageOf(on.db));
        return;
      case "putBack": {
        const image = this.images.get(which);
        if (!image) return;
        this.isDeckExposed = true;
        for (const id of await idsOn(on)) this.putAside.add(id);
        on.db.close();
        this.all[which] = { ...on, db: await databaseOf(image) };
        return;
      }
      case "copy":
        if (this.all.length >= MOST_DEVICES) return;
        this.all.push({ ...(await makeDevice(this.folder)), db: await databaseOf(await imageOf(on.db)) });
        return;
      case "exchange":
        return this.exchange(on, one.endsAt, nowMs);
    }
  }

  /** As a backup with it is restored: an earlier version than the one that is here is not taken. */
  async installDeck({ db }: TestDevice, version: number, other: number): Promise<void> {
    const made = ownDeck(version, other);
    const here = await db.get("decks", OWN_DECK);
    if (here && Number(here.version) >= version) return;
    await installDeck(db, made, scheduler, NOW, "own");
    this.decks.set(await deckHash(made), version);
  }

  async note({ db }: TestDevice): Promise<void> {
    for (const event of await wholeLog(db))
      if (!this.made.has(event.id)) this.made.set(event.id, JSON.stringify(event));
  }

  /** What a device with a newer version puts into the folder, and no other can read. */
  writeNewer(): void {
    const name = `segment-${NEWER_DEVICE}-${String(this.newer.size + 1).padStart(6, "0")}-9-${"0".repeat(64)}.osteon2`;
    const bytes = new TextEncoder().encode(`something new ${this.newer.size}`);
    this.newer.set(name, bytes);
    this.folder.content.set(name, bytes);
  }

  async exchange(on: TestDevice, endsAt: number, nowMs: number): Promise<void> {
    try {
      const { complete } = await exchangeOn(on, ending(on.place, endsAt), nowMs);
      if (complete) for (const id of await idsOn(on)) this.given.add(id);
    } catch (error) {
      if (!(error instanceof Error && error.message === "ended")) throw error;
    }
  }

  /** Once nothing is late any more, and whoever carries the files has stopped doing harm. */
  async catchUp(nowMs: number): Promise<void> {
    for (const { late } of this.all) late.clear();
    for (let round = 1; ; round++) {
      const done = [];
      for (const one of this.all) done.push(await exchangeOn(one, one.place, nowMs + round));
      for (const { newer } of done) expect(newer).toBe(this.newer.size);
      if (done.every(({ taken, decks, complete }) => taken + decks === 0 && complete) && round > 2) return;
      if (round > 12) throw new Error("they do not come to an end");
    }
  }
}

/** Of the latest version each deck that a user made stands in the folder, whichever of them is on the devices. */
function keepsEachDeck({ folder, decks }: World): void {
  const latest = Math.max(...decks.values());
  const made = [...decks].filter(([, version]) => version === latest).map(([hash]) => hash);
  const names = [...folder.content.keys()].map((name) => nameBefore(name) ?? name);
  const kept = new Set(decksIn(names).map(({ hash }) => hash));
  expect(made.filter((hash) => !kept.has(hash))).toEqual([]);
}

/** @throws where the story ends with devices that differ, or with an event that is lost or there twice */
export async function convergeAfter(story: readonly Happening[]): Promise<void> {
  const world = new World();
  for (let i = 0; i < 3; i++) world.all.push(await makeDevice(world.folder));
  for (const [i, one] of story.entries()) await world.live(one, NOW + i * DAY_MS);
  await world.catchUp(NOW + story.length * DAY_MS);
  const inNewerForm = [...world.folder.content].filter(([name]) => isInNewerForm(name));
  expect(new Map(inNewerForm)).toEqual(world.newer);
  if (!world.isDeckExposed) keepsEachDeck(world);
  const [first, ...others] = await Promise.all(world.all.map(standing));
  for (const other of others) expect(other).toEqual(first);
  for (const one of world.all) {
    const ids = await idsOn(one);
    expect(new Set(ids).size).toBe(ids.length);
    for (const event of await wholeLog(one.db)) expect(JSON.stringify(event)).toBe(world.made.get(event.id));
    const held = new Set(ids);
    const mayLack = (id: string): boolean => world.putAside.has(id) && (world.exposed.has(id) || !world.given.has(id));
    expect([...world.made.keys()].filter((id) => !held.has(id) && !mayLack(id))).toEqual([]);
    await foldsToItself(one.db);
    one.db.close();
  }
}
