/** Opening: who may, and what is left alone. */
import { readDevice } from "../../src/store/database/local.ts";
import { TroubleError } from "../../src/store/database/trouble.ts";
import { DATABASE_NAME, openDatabase } from "../../src/store/opening/open.ts";
import { equal, rejects } from "../support/database/check.ts";
import { deleteDatabase } from "../support/database/db-steps.ts";
import type { Case } from "./case.ts";

export const OPEN_CASES: readonly Case[] = [
  {
    name: "a database that is newer than the program is refused and untouched",
    run: async (db) => {
      db.close();
      await new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(DATABASE_NAME, 1000);
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
        request.onerror = () => reject(request.error);
      });
      const error = await rejects(openDatabase(), "opening");
      equal(error instanceof TroubleError && error.trouble, "databaseNewer", "the trouble");
    },
  },
  {
    name: "a profile has one device id, and another profile another",
    run: async (db) => {
      const device = () => db.transaction("local").store;
      const first = await readDevice(device());
      equal(/^[0-9a-v]{16}$/.test(first), true, "the id's letters");
      equal(await readDevice(device()), first, "the same again");
      db.close();
      await deleteDatabase();
      const other = await openDatabase();
      equal((await readDevice(other.transaction("local").store)) === first, false, "of another database");
      other.close();
    },
  },
];
