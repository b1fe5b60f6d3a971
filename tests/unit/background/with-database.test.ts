import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withDatabase } from "../../../src/background/with-database.ts";
import { TroubleError } from "../../../src/store/database/trouble.ts";
import { MIGRATIONS } from "../../../src/store/opening/migrations.ts";
import { DATABASE_NAME, openDatabase } from "../../../src/store/opening/open.ts";
import { deleteDatabase } from "../../support/database/db-steps.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { memoryFiles } from "../../support/places/memory-files.ts";

const files = memoryFiles();
vi.mock("../../../src/platform/record/files.ts", () => ({ recordFiles: async () => files }));

beforeEach(() => deleteDatabase());
afterEach(() => deleteDatabase());

const troubleOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => (error instanceof TroubleError ? error.trouble : error),
  );

function connect(version?: number): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE_NAME, version);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

test("the database is closed after the work, so that nobody has to wait for it", async () => {
  expect(await withDatabase(async ({ db }) => db.version)).toBe(MIGRATIONS.length);
  await deleteDatabase();
});

test("an upgrade that a page stands in the way of is not waited for, and done when the page is closed", async () => {
  (await openDatabase({ migrations: MIGRATIONS.slice(0, 1) })).close();
  const page = await connect();
  expect(await troubleOf(withDatabase(async () => 1))).toBe("otherTabs");
  page.close();
  expect(await withDatabase(async ({ db }) => db.version)).toBe(MIGRATIONS.length);
});

test("work that loses its connection to a newer version fails for that reason", async () => {
  const work = withDatabase(async ({ db }) => {
    (await connect(MIGRATIONS.length + 1)).close();
    return (await wholeLog(db)).length;
  });
  expect(await troubleOf(work)).toBe("databaseClosed");
});
