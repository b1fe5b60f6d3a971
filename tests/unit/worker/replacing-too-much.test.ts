/** What a replacement takes back is added to the log as well, of which the next backup must hold all. */
import { expect, test, vi } from "vitest";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../src/store/opening/open.ts";
import { merge } from "../../../src/store/writing/merge.ts";
import { exportFile } from "../../../src/worker/export-file.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { restore } from "../../../src/worker/restore.ts";
import { FIVE, NOW, OTHER_DEVICE, scheduler } from "../../support/database/db-steps.ts";
import { reviews } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { deck } from "../../support/samples/cards.ts";

vi.mock("../../../src/exchange/backup/backup-format.ts", async (original) => {
  const real = await original<typeof import("../../../src/exchange/backup/backup-format.ts")>();
  return { ...real, BACKUP_LIMITS: { ...real.BACKUP_LIMITS, events: 20 } };
});

const quietly = (): void => {};
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(FIVE), scheduler, NOW);
});

test("one that would be more than a backup holds is refused, and the file can be brought in beside what is here", async () => {
  const backup = (): Promise<Blob> => exportFile(db, { format: "json", appVersion: "1.0.0" }, quietly);
  await merge(db, reviews(8), scheduler);
  const file = await backup();
  await db.clear("events");
  await merge(db, reviews(8, NOW, OTHER_DEVICE), scheduler);
  const chosen = await inspectFile(db, file, quietly);
  const bring = (mode: "merge" | "replace") => restore(db, chosen, { mode, withSettings: true }, quietly);
  await expect(bring("replace")).rejects.toMatchObject({
    problem: { key: "backup_replaceTogether", arguments: ["24 events"] },
  });
  expect(await db.count("events")).toBe(8);
  expect(await bring("merge")).toMatchObject({ added: 8, takenBack: 0 });
  expect((await backup()).size).toBeGreaterThan(file.size);
});
