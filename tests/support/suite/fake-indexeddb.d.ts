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

declare module "*/fake-indexeddb/build/esm/lib/cmp.js" {
  /** The order of two keys. @throws DataError for what is no key */
  export function cmpKeys(a: unknown, b: unknown): number;
}

declare module "*/fake-indexeddb/build/esm/lib/binarySearchTree.js" {
  export interface Entry {
    readonly key: unknown;
    readonly value: unknown;
  }
  export interface Node {
    readonly record: Entry;
    readonly left: Node | undefined;
    readonly right: Node | undefined;
    readonly deleted: boolean;
  }
  export interface KeyRange {
    readonly lower: unknown;
    readonly upper: unknown;
    readonly lowerOpen: boolean;
    readonly upperOpen: boolean;
  }
  export default class BinarySearchTree {
    readonly _keysAreUnique: boolean;
    readonly _root: Node | undefined;
    constructor(keysAreUnique: boolean);
    put(record: Entry): Entry | undefined;
    delete(record: Entry): void;
    _compare(a: Entry, b: Entry): number;
    getRecords(range: KeyRange, descending?: boolean): Generator<Entry, void, void>;
  }
}
