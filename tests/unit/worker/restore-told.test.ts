/** A file that does not come in may have mended and taken back a rest of the last one: pages are told of that. */
import { afterEach, beforeEach, expect, type MockInstance, test, vi } from "vitest";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { runJobs } from "../../../src/worker/jobs.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { breakRows, UNREADABLE } from "../../support/database/break-rows.ts";
import { FIVE, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { deck } from "../../support/samples/cards.ts";

const [OF_A, OF_B] = [reviewsOf("a", 3, NOW - 90_000_000), reviewsOf("b", 2, NOW - 80_000_000)];
const OF_C = reviewsOf("c", 1, NOW - 70_000_000);
const MERGE = { kind: "restore", mode: "merge", withSettings: true } as const;
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});
let announced: MockInstance<BroadcastChannel["postMessage"]>;
beforeEach(() => {
  announced = vi.spyOn(BroadcastChannel.prototype, "postMessage");
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => void vi.restoreAllMocks());

async function bring(events: readonly Envelope[]): Promise<void> {
  const jobs = runJobs(quietly);
  await jobs({ kind: "inspect", file: await backupBlob({ events }) });
  announced.mockClear();
  await jobs(MERGE);
}

async function breakRowOf(events: readonly Envelope[]): Promise<void> {
  const { id } = events[0] as Envelope;
  const place = (await db.getKeyFromIndex("events", "id", id)) ?? 0;
  await db.put("events", { ...(await db.get("events", place)), ...UNREADABLE } as never, place);
}

test("pages are told where all of it comes", async () => {
  await bring(OF_A);
  expect(announced).toHaveBeenCalled();
});

test("so they are where it mends a rest of the last one, and more of that is left", async () => {
  await bring([...OF_A, ...OF_B, ...OF_C]);
  await breakRowOf(OF_A);
  await breakRowOf(OF_B);
  breakRows();
  await takeBack(db, quietly);
  expect(await lastRestore(db)).toMatchObject({ undone: 1, left: 5, isUnreadable: true });
  await expect(bring(OF_B)).rejects.toMatchObject({ problem: { key: "backup_lastInPart" } });
  expect(await lastRestore(db)).toMatchObject({ undone: 3, left: 3 });
  expect(announced).toHaveBeenCalled();
});
