/** Files that are brought in and taken back on several pages at once: whoever comes between whose steps, no way back is lost. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import type { DeckId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { takenBack } from "../../../src/core/log/taken-back.ts";
import type * as transactions from "../../../src/store/database/transaction.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { readKept, type WayBack } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { foldsToItself, NOW, scheduler } from "../../support/database/db-steps.ts";
import { closePages, first, inTurns, openPages } from "../../support/database/in-turns.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { content, deck } from "../../support/samples/cards.ts";

vi.mock("../../../src/store/database/transaction.ts", async (original) =>
  (await import("../../support/database/gate.ts")).gated(await original<typeof transactions>()),
);

const MERGE = { mode: "merge", withSettings: false } as const;
const MINE = "mine" as DeckId;
const OWN = deck([content("own", 0, { deck: MINE })], "1", { id: MINE });
/** Each of other cards, and of another number of events, by which it is known what was said to be taken back. */
const FILES = [2, 3, 5, 7, 11, 0].map((events, i) => ({
  cards: Array.from({ length: events }, (_, card) => `f${i}-${card}`),
  hasDeck: i % 2 === 1,
}));
const MOST = 3;

async function open(): Promise<void> {
  await openPages();
  const cards = FILES.flatMap((file) => file.cards);
  await installDeck(first(), deck(cards.map((name, i) => content(name, i))), scheduler, NOW);
}
afterEach(async () => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  await closePages();
});

interface Brought {
  readonly events: readonly Envelope[];
  readonly hasDeck: boolean;
}

async function chain(): Promise<WayBack[]> {
  const all: WayBack[] = [];
  for (let one = await readKept(first()); one; one = one.before) all.push(one);
  return all;
}

const ended = new Error("the browser ends it");
const aDeed = fc.record({
  what: fc.constantFrom("bring" as const, "take back" as const),
  /** After how many signs taking back is ended; null for never. */
  endsAt: fc.option(fc.nat(4)),
});
const rounds = fc.array(
  fc.record({
    deeds: fc.tuple(aDeed, aDeed, aDeed),
    turns: fc.array(fc.nat(5), { minLength: 5, maxLength: 40 }),
  }),
  { minLength: 1, maxLength: 3 },
);

test("no way back is lost, what is said to be taken back is, and no deck goes that a file has which stands", async () => {
  vi.stubGlobal("navigator", {});
  await fc.assert(
    fc.asyncProperty(rounds, fc.shuffledSubarray(FILES, { minLength: 3 }), async (all, files) => {
      await open();
      const waiting = [...files];
      const brought: Brought[] = [];
      const said: number[] = [];
      let mustStay = false;
      const bring = async (page: Database): Promise<void> => {
        const next = waiting.shift();
        if (!next) return;
        const events = next.cards.flatMap((name) => reviewsOf(name, 1, NOW - 9e8));
        const file = await backupBlob({ events, ownDecks: next.hasDeck ? [OWN] : [] });
        const come = await restore(page, await inspectFile(page, file, quietly), MERGE, quietly);
        brought.push({ events, hasDeck: next.hasDeck });
        if (!next.hasDeck || come.added + come.decks > 0) return;
        const claims = (await chain()).filter(({ decks }) => decks.includes(MINE));
        expect(claims.filter(({ isBegun }) => isBegun)).toEqual([]);
        mustStay ||= claims.length === 0;
      };
      const does =
        ({ what, endsAt }: (typeof all)[number]["deeds"][number]) =>
        async (page: Database): Promise<void> => {
          if (what === "bring") return bring(page);
          let signs = 0;
          const sign = (): void => {
            if (signs++ === endsAt) throw ended;
          };
          const [last] = await chain();
          await takeBack(page, sign, MOST, last?.atMs).then(
            (done) => done && said.push(done.takenBack),
            (error: unknown) => expect(error).toBe(ended),
          );
        };
      const holds = async (): Promise<void> => {
        const log = await wholeLog(first());
        const undone = log.flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : []));
        expect(new Set(undone).size).toBe(undone.length);
        const gone = takenBack(log);
        const kept = await chain();
        const stands: Brought[] = [];
        for (const file of brought) {
          const [one] = file.events;
          if (!one) continue;
          const left = file.events.filter(({ id }) => !gone.has(id)).length;
          const place = (await first().getKeyFromIndex("events", "id", one.id)) ?? 0;
          const way = kept.find(({ from, to }) => from <= place && place <= to);
          if (way) expect(way).toMatchObject({ added: file.events.length, undone: file.events.length - left });
          // Where nothing is kept of it, all of it is gone, or another file came before anybody took it back.
          else expect([0, file.events.length]).toContain(left);
          if (way ? !way.isBegun : left > 0) stands.push(file);
        }
        const sizes = brought
          .filter(({ events }) => events.every(({ id }) => gone.has(id)))
          .map((file) => file.events.length);
        for (const events of said) if (events > 0) expect(sizes).toContain(events);
        if (mustStay || stands.some(({ hasDeck }) => hasDeck)) expect(await first().getKey("decks", MINE)).toBe(MINE);
        await foldsToItself(first());
      };
      for (const { deeds, turns } of all) {
        await inTurns(deeds.map(does), turns);
        await holds();
      }
      while ((await readKept(first())) !== null) await takeBack(first(), quietly, MOST);
      await holds();
      const hasOthers = brought.some(({ hasDeck, events }) => hasDeck && events.length === 0);
      const gone = takenBack(await wholeLog(first()));
      const isGone = brought.every(({ hasDeck, events }) => !hasDeck || events.every(({ id }) => gone.has(id)));
      if (isGone && !hasOthers) expect(await first().getKey("decks", MINE)).toBeUndefined();
    }),
    { numRuns: 60 },
  );
});

/** Of other cards each. Every file has some of them. */
const SHARED = (FILES[4]?.cards.slice(0, 5) ?? []).flatMap((name) => reviewsOf(name, 1, NOW - 9e8));
const someShared = fc.subarray(SHARED, { minLength: 1 });

test("what a file has that comes while others are taken back stays, whoever goes on with those, and goes with that file", async () => {
  vi.stubGlobal("navigator", {});
  // When a file came tells which one is meant.
  let nowMs = NOW;
  vi.spyOn(Date, "now").mockImplementation(() => nowMs++);
  const before = fc.array(fc.record({ events: someShared, endsAt: fc.nat(4) }), { minLength: 1, maxLength: 3 });
  const picks = fc.tuple(fc.nat(2), fc.nat(2));
  const turns = fc.array(fc.nat(5), { minLength: 5, maxLength: 40 });
  const bring = async (page: Database, file: Blob) =>
    restore(page, await inspectFile(page, file, quietly), MERGE, quietly);
  const counting = async (): Promise<Set<unknown>> => {
    const log = await wholeLog(first());
    const gone = takenBack(log);
    return new Set(log.flatMap((event) => (isOfKind(event, "review") && !gone.has(event.id) ? [event.id] : [])));
  };
  await fc.assert(
    fc.asyncProperty(before, someShared, picks, turns, async (files, own, [one, other], order) => {
      await open();
      for (const { events, endsAt } of files) {
        const come = await bring(first(), await backupBlob({ events }));
        expect(come).toMatchObject({ added: events.length, known: 0 });
        let signs = 0;
        const sign = (): void => {
          // Nothing is written before the second.
          if (signs++ === endsAt + 1) throw ended;
        };
        await takeBack(first(), sign, 1).catch((error: unknown) => expect(error).toBe(ended));
      }
      const ways = await chain();
      const file = await backupBlob({ events: own });
      const goOnWith =
        (i: number) =>
        async (page: Database): Promise<void> => {
          const way = ways[i % Math.max(ways.length, 1)];
          const done = way ? await takeBack(page, quietly, 1, way.atMs) : null;
          if (done) expect(done.takenBack).toBeLessThanOrEqual(way?.added ?? 0);
        };
      let added = 0;
      const comes = async (page: Database): Promise<void> => {
        added = (await bring(page, file)).added;
      };
      await inTurns([goOnWith(one), comes, goOnWith(other)], order);
      expect(added).toBe(own.length);
      const now = await counting();
      for (const { id } of own) expect(now).toContain(id);
      await foldsToItself(first());
      while ((await readKept(first())) !== null) await takeBack(first(), quietly, 1);
      expect([...(await counting())]).toEqual([]);
      await foldsToItself(first());
    }),
    { numRuns: 60 },
  );
});
