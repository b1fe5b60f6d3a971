/** A file that is brought in while another page takes one back waits for the end of that, and is looked at once more then. */
import { afterEach, expect, test, vi } from "vitest";
import { whenTakenBack, whileTakingBack } from "../../../src/platform/taking-back-lock.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { inspectFile } from "../../../src/worker/inspect-file.ts";
import { lastRestore } from "../../../src/worker/last-restore.ts";
import { restore } from "../../../src/worker/restore.ts";
import { takeBack } from "../../../src/worker/take-back.ts";
import { foldsToItself, NOW, scheduler } from "../../support/database/db-steps.ts";
import { reviewsOf } from "../../support/database/long-log.ts";
import { useDatabase } from "../../support/database/use-database.ts";
import { backupBlob } from "../../support/files/backup-blob.ts";
import { quietly } from "../../support/files/bringing.ts";
import { memoryLock } from "../../support/places/memory-files.ts";
import { content, deck } from "../../support/samples/cards.ts";

const NAMES = Array.from({ length: 20 }, (_, i) => `f${i}`);
const EACH = 4;
const MERGE = { mode: "merge", withSettings: false } as const;
let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(NAMES.map((name, i) => content(name, i))), scheduler, NOW);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const fileOf = (names: readonly string[]): Promise<Blob> =>
  backupBlob({ events: names.flatMap((name) => reviewsOf(name, EACH, NOW - 9e8)) });

function lockInMemory() {
  const lock = memoryLock();
  const request = vi.fn(
    (_: string, { mode }: { readonly mode: "shared" | "exclusive" }, work: () => Promise<unknown>) => lock(mode, work),
  );
  vi.stubGlobal("navigator", { locks: { request } });
  return request;
}

test("so it is read once more, however many steps that takes", async () => {
  lockInMemory();
  await restore(db, await inspectFile(db, await fileOf(NAMES.slice(1)), quietly), MERGE, quietly);
  const file = await fileOf(NAMES.slice(0, 1));
  const chosen = await inspectFile(db, file, quietly);
  const reading = vi.spyOn(file, "stream");
  const other = await openDatabase();
  let come: Promise<unknown> | null = null;
  const steps: number[] = [];
  const takingBack = takeBack(
    db,
    ({ done }) => {
      // When the first step is written.
      if (done > 0) come ??= restore(other, chosen, MERGE, quietly);
      steps.push(done);
    },
    EACH,
  );
  expect(await takingBack).toMatchObject({ takenBack: EACH * (NAMES.length - 1) });
  expect(steps.length).toBeGreaterThan(10);
  expect(await come).toMatchObject({ added: EACH });
  other.close();
  expect(reading).toHaveBeenCalledTimes(1);
  expect(await lastRestore(db)).toMatchObject({ added: EACH, undone: 0 });
  await foldsToItself(db);
});

test("who waits for others, to bring a file in or to take one back behind that, tells each second that it goes on", async () => {
  const request = lockInMemory();
  await restore(db, await inspectFile(db, await fileOf(["f0"]), quietly), MERGE, quietly);
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  let end = (): void => {};
  const others = whileTakingBack(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
    quietly,
  );
  const [bringing, takingBack] = [vi.fn(), vi.fn()];
  const brought = whenTakenBack(bringing);
  const takenBack = takeBack(db, takingBack);
  await vi.waitFor(() => expect(request).toHaveBeenCalledTimes(3));
  takingBack.mockClear();
  vi.advanceTimersByTime(3000);
  expect([bringing.mock.calls.length, takingBack.mock.calls.length]).toEqual([3, 3]);
  end();
  await Promise.all([others, brought]);
  expect(await takenBack).toMatchObject({ takenBack: EACH });
  expect(vi.getTimerCount()).toBe(0);
});

test("where the browser has no locks, it comes all the same", async () => {
  vi.stubGlobal("navigator", {});
  const chosen = await inspectFile(db, await fileOf(NAMES), quietly);
  const other = await fileOf(["f0"]);
  await restore(db, await inspectFile(db, other, quietly), MERGE, quietly);
  await takeBack(db, quietly);
  expect(await restore(db, chosen, MERGE, quietly)).toMatchObject({ added: EACH * NAMES.length });
});
