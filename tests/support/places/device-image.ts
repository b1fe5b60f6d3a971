/** A whole profile as it was: what a backup program, or somebody who copies a profile, keeps of it. */
import { IDBFactory } from "fake-indexeddb";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";

export type DeviceImage = readonly {
  readonly store: string;
  readonly rows: readonly (readonly [IDBValidKey, unknown])[];
}[];

/** A store of whatever rows. */
interface RawStore {
  readonly getAllKeys: () => Promise<IDBValidKey[]>;
  readonly getAll: () => Promise<unknown[]>;
}

export async function imageOf(db: Database): Promise<DeviceImage> {
  const stores = [...db.objectStoreNames];
  const transaction = db.transaction(stores);
  return Promise.all(
    stores.map(async (store) => {
      const raw: RawStore = transaction.objectStore(store);
      const [keys, values] = await Promise.all([raw.getAllKeys(), raw.getAll()]);
      return { store, rows: keys.map((key, i) => [key, values[i]] as const) };
    }),
  );
}

/** Another database with the same in it. */
export async function databaseOf(image: DeviceImage): Promise<Database> {
  globalThis.indexedDB = new IDBFactory();
  const db = await openDatabase();
  const stores = [...db.objectStoreNames];
  const transaction = db.transaction(stores, "readwrite");
  for (const { store: name, rows } of image) {
    const store = transaction.objectStore(name as (typeof stores)[number]);
    await store.clear();
    for (const [key, value] of rows) {
      const put: (row: unknown, key?: IDBValidKey) => Promise<unknown> = store.put.bind(store) as never;
      await (store.keyPath === null ? put(value, key) : put(value));
    }
  }
  await transaction.done;
  return db;
}
