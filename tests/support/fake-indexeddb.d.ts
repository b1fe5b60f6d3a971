/** Part of fake-indexeddb, which has no types for it. */
declare module "fake-indexeddb/lib/forceCloseDatabase" {
  /** Closes a connection as a browser does of its own accord: its `close` event fires. */
  export default function forceCloseDatabase(db: IDBDatabase): void;
}

/** Part of fake-indexeddb by its path, since the package gives no name to it. */
declare module "*/fake-indexeddb/build/esm/lib/Index.js" {
  export default class Index {
    readonly keyPath: string | readonly string[];
    /** @returns the key under which an index holds a row; undefined where it does not hold it */
    getIndexKey(row: unknown): unknown;
  }
}
