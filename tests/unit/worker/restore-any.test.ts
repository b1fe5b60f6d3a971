/** Whatever a file holds and whatever is here: what follows from the log is after a restore what it is when it is made anew. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkAll } from "../../../src/copies/check/check.ts";
import { total } from "../../../src/copies/check/findings.ts";
import type { DeckId, EventId } from "../../../src/core/ids.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import { cardTables } from "../../../src/store/card-table/card-table.ts";
import { beginRecount, finishRecount, recountSome } from "../../../src/store/days/recount.ts";
import { removeDeck } from "../../../src/store/decks/decks.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { readLogExport } from "../../../src/store/segments/log-export.ts";
import { packNext } from "../../../src/store/segments/segments.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { eventsOf, loose, ownDeck } from "../../support/database/any-decks.ts";
import {
  type Step as AnyStep,
  steps as anySteps,
  take as takeAny,
  VERSIONS,
} from "../../support/database/any-steps.ts";
import { deleteDatabase, foldsToItself, get, grade, NOW, scheduler } from "../../support/database/db-steps.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { NO_DECKS } from "../../support/places/no-decks.ts";
import { content, deck, fact } from "../../support/samples/cards.ts";

const quietly = (): void => {};
const here = fc.record({
  decks: fc.array(ownDeck, { maxLength: 2 }),
  bundled: fc.option(fc.nat(3), { nil: null }),
  events: fc.option(loose, { nil: [] }),
  steps: fc.option(anySteps, { nil: [] }),
  remove: fc.option(fc.constantFrom("one" as DeckId, "two" as DeckId), { nil: null }),
  pack: fc.boolean(),
  recount: fc.option(fc.nat(4), { nil: null }),
  again: fc.array(ownDeck, { maxLength: 2 }),
});
type Here = typeof here extends fc.Arbitrary<infer T> ? T : never;

async function fill(
  db: Database,
  { decks, bundled, events, steps, remove, pack, recount, again }: Here,
): Promise<void> {
  if (bundled !== null) await installDeck(db, deck(VERSIONS[bundled] ?? []), scheduler, NOW);
  for (const one of decks) await installDeck(db, one, scheduler, NOW, "own");
  if (events.length > 0) await merge(db, eventsOf(events), scheduler);
  let nowMs = NOW;
  for (const step of steps as AnyStep[]) {
    nowMs = Math.max(1, nowMs + step.waitMs);
    await takeAny(db, step, nowMs);
  }
  if (remove) await removeDeck(db, remove);
  for (const one of again) await installDeck(db, { ...one, version: `9${one.version}` }, scheduler, NOW, "own");
  if (pack) while (await packNext(db));
  if (recount !== null) {
    await beginRecount(db);
    for (let i = 0; i < recount; i++) await recountSome(db, { atOnce: 1 });
  }
}

/** Ended after so many steps of so many events, and then gone on with. */
async function takeBackInTwo(db: Database, steps: number, most: number): Promise<void> {
  const ended = new Error("ended");
  let told = 0;
  const onProgress = (): void => {
    if (told++ === steps) throw ended;
  };
  await takeBack(db, onProgress, most).catch((error: unknown) => {
    if (error !== ended) throw error;
  });
  await sound(db);
  await takeBack(db, quietly, most);
}

/** Nothing can be read any more of some events, in whatever rows they stand. */
async function spoil(db: Database, ids: readonly EventId[]): Promise<void> {
  for (const id of ids) {
    const place = (await db.getKeyFromIndex("events", "id", id)) ?? 0;
    const row = (await db.get("events", place)) as unknown as { readonly events?: readonly { readonly id: EventId }[] };
    const events = row.events?.map((event) => (event.id === id ? { id } : event));
    await db.put("events", (events ? { ...row, events } : { id }) as never, place);
  }
}

/** What the undos in the log name, but for those that it had before. */
async function undoneSince(db: Database, before: readonly Envelope[]): Promise<EventId[]> {
  const isOld = new Set(before.map(({ id }) => id));
  return (await wholeLog(db)).flatMap((event) => (isOfKind(event, "undo") && !isOld.has(event.id) ? event.undoes : []));
}

/** The check finds nothing, and has no row to write. */
async function sound(db: Database): Promise<void> {
  await foldsToItself(db);
  const before = await db.getAll("states");
  const { found } = await checkAll({ db, place: null, decks: NO_DECKS, scheduler, read: new Map() });
  expect(total(found)).toBe(0);
  expect(await db.getAll("states")).toEqual(before);
}

test("a restore of anything into anything, and its taking back, leave what the log says", async () => {
  const modes = fc.constantFrom("merge" as const, "replace" as const);
  const isTwice = fc.boolean();
  // Of the events that are here, which the file has as well then.
  const spoilt = fc.option(fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }), { nil: [] });
  const ending = fc.tuple(fc.nat(4), fc.constantFrom(1, 3, 1000));
  await fc.assert(
    fc.asyncProperty(
      here,
      here,
      modes,
      fc.boolean(),
      isTwice,
      spoilt,
      ending,
      async (there, mine, mode, withSettings, twice, spoils, end) => {
        let db = await openDatabase();
        await fill(db, there);
        const log = await readLogExport(db);
        db.close();
        await deleteDatabase();
        db = await openDatabase();
        try {
          await fill(db, mine);
          const own = await wholeLog(db);
          const lost = own.filter((_, i) => spoils.some((n) => n % own.length === i));
          const all = [...log.events, ...(spoils.length > 0 ? own : [])];
          const events = twice ? [...all, ...all.slice(0, 3)] : all;
          const file = await backupBlob({ ...log, events });
          await spoil(
            db,
            lost.map(({ id }) => id),
          );
          const decks = await db.getAllKeys("decks");
          const tables = cardTables(db, 1);
          await tables.read();
          const chosen = await inspectFile(db, file, quietly);
          let restored: readonly Envelope[] = [];
          for (const work of [
            async () => {
              const { preview } = chosen;
              const { added, again } = withSettings ? preview : preview.withoutSettings;
              const come = await restore(db, chosen, { mode, withSettings }, quietly);
              expect([come.added, come.mended]).toEqual([added + again, preview.mended]);
              restored = await wholeLog(db);
            },
            () => takeBackInTwo(db, ...end),
          ]) {
            await work();
            expect(await tables.read()).toEqual(await cardTables(db, 1).read());
            // After a row was mended days may be wrong until they are counted anew.
            if (lost.length > 0) await finishRecount(db, () => true);
            else if (mine.recount !== null) expect(await finishRecount(db, () => true)).toBe(false);
            await sound(db);
          }
          expect(await db.getAllKeys("decks")).toEqual(decks);
          const mineIds = new Set(own.map(({ id }) => id));
          expect((await undoneSince(db, restored)).filter((id) => mineIds.has(id))).toEqual([]);
        } finally {
          db.close();
          await deleteDatabase();
        }
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

test("a new card is no more locked after a restore than where the backup was saved", async () => {
  const mine = "one" as DeckId;
  const own = (cards: Parameters<typeof deck>[0], version: string) => deck(cards, version, { id: mine });
  const [learnt, other] = [content("a", 0, { deck: mine }), content("a", 1, { deck: mine, template: "choice" })];
  const waiting = content("b", 2, { deck: mine, unlockedBy: [fact("a", mine)] });
  let db = await openDatabase();
  try {
    await installDeck(db, own([learnt, waiting], "1"), scheduler, NOW, "own");
    await grade(db, await get(db, learnt.id), 3);
    await installDeck(db, own([other, waiting], "2"), scheduler, NOW, "own");
    expect((await get(db, waiting.id)).locked).toBe(false);
    const file = await backupBlob(await readLogExport(db));
    db.close();
    await deleteDatabase();
    db = await openDatabase();
    await restore(db, await inspectFile(db, file, quietly), { mode: "merge", withSettings: false }, quietly);
    expect((await get(db, waiting.id)).locked).toBe(false);
  } finally {
    db.close();
    await deleteDatabase();
  }
});
