/** What a file that is brought into an empty log asks of the database: each request takes it as long as ten rows. */
import { expect, test } from "vitest";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import type { LogExport } from "../../../src/core/log/log-export.ts";
import { makeUndo } from "../../../src/core/log/make-event.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import { countRequests } from "../../support/database/count-requests.ts";
import { deleteDatabase, foldsToItself, maker, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { watchRequests } from "../../support/database/watch-requests.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { content, deck, fact } from "../../support/samples/cards.ts";

const quietly = (): void => {};
let db: Database;
useDatabase((opened) => {
  db = opened;
});

/** Every second one begun, all in the same days; those that are new wait for the one before them. */
const cards = (count: number) =>
  deck(
    Array.from({ length: count }, (_, i) =>
      content(`f${i}`, i, { unlockedBy: i % 2 === 0 ? [] : [fact(`f${i - 1}`)] }),
    ),
  );
const answers = (count: number, each = 3) =>
  Array.from({ length: count / 2 }, (_, i) => reviewsOf(`f${2 * i}`, each, NOW - (1 + (i % 5)) * DAY_MS)).flat();

/** How many rows of each store are written while a file is brought in, and what is read. */
async function bringing(log: Partial<LogExport>, withSettings = true) {
  const file = await backupBlob(log);
  const chosen = await inspectFile(db, file, quietly);
  const written: Record<string, number> = {};
  const onAnswer = (_: string, { name }: IDBObjectStore): void => {
    written[name] = (written[name] ?? 0) + 1;
  };
  const bring = () => restore(db, chosen, { mode: "merge", withSettings }, quietly);
  const read = await countRequests(() => watchRequests(["put", "add"], onAnswer, bring));
  await foldsToItself(db);
  return { written, read };
}

async function anew(): Promise<void> {
  db.close();
  await deleteDatabase();
  db = await openDatabase();
}

test("a backup with its deck writes each row once, however many cards are brought along together", async () => {
  const count = 2400;
  const { written } = await bringing({ ownDecks: [cards(count)], events: answers(count, 1) });
  expect(written).toMatchObject({ contents: count, states: count, events: count / 2 });
  expect(written.days).toBe((await db.getAll("days")).length);
});

test("reviews of a deck that is here write each day once, and read nothing back of a log that was empty", async () => {
  const found: unknown[] = [];
  for (const count of [100, 400]) {
    await anew();
    await installDeck(db, cards(count), scheduler, NOW);
    const { written, read } = await bringing({ events: answers(count) });
    expect(written.days).toBe((await db.getAll("days")).length);
    found.push(read.of.events);
  }
  expect(found[1]).toBe(found[0]);
});

test("a file that is merged is read into its place without another look at what is here, where it names nothing of it", async () => {
  await installDeck(db, cards(200), scheduler, NOW);
  await merge(db, answers(200, 1), scheduler);
  const [known, unknown] = [answers(100, 1)[0], reviewsOf("f0", 1, NOW)[0]];
  if (!known || !unknown) throw new Error("no events");
  const undo = (event: Envelope) => makeUndo(event, maker(NOW + 1000));
  const asked = [];
  for (const events of [[unknown], [unknown, undo(unknown)], [undo(known)]]) {
    const { read } = await bringing({ events }, false);
    asked.push(read.of);
  }
  expect(asked[0]?.segments ?? 0).toBe(0);
  expect(asked[1]?.segments ?? 0).toBe(0);
  expect(asked[2]?.segments).toBeGreaterThan(0);
});

test("where the cards stand is written while the browser still adds to the log", async () => {
  const count = 1200;
  await installDeck(db, cards(count), scheduler, NOW);
  const order: string[] = [];
  // More than twice as many as are added at once.
  const bring = () => merge(db, answers(count, 20), scheduler);
  await watchRequests(["put", "add"], (_, { name }) => order.push(name), bring);
  expect(order.indexOf("states")).toBeLessThan(order.lastIndexOf("events"));
});
