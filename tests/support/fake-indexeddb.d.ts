/** Part of fake-indexeddb, which has no types for it. */
declare module "fake-indexeddb/lib/forceCloseDatabase" {
  /** Closes a connection as a browser does of its own accord: its `close` event fires. */
  export default function forceCloseDatabase(db: IDBDatabase): void;
}
