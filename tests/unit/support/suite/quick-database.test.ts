import { IDBFactory } from "fake-indexeddb";
import { openDB } from "idb";
import { afterEach, expect, test, vi } from "vitest";
import "../../../support/suite/quick-database.ts";

afterEach(() => vi.unstubAllGlobals());

/** [what an index is of, a row, whether the index holds it] */
const ROWS: readonly [string | string[], object, boolean][] = [
  ["a", { a: 1 }, true],
  ["a", {}, false],
  ["a", { a: null }, false],
  ["a", { a: undefined }, false],
  ["a", Object.assign([1], { b: 2 }), false],
  ["a.b", { a: { b: 1 } }, true],
  ["a.b", { a: {} }, false],
  ["a.b", {}, false],
  ["a.b", { a: null }, false],
  ["a.b", { a: undefined }, false],
  ["a.b", { a: { b: null } }, false],
  ["a.length", { a: "text" }, true],
  ["length", ["of", "three", "items"], true],
  ["size", new Blob(["bytes"]), true],
  [["a", "b.c"], { a: 1, b: { c: 2 } }, true],
  [["a", "b.c"], { a: 1 }, false],
  [["a", "b"], { b: 1 }, false],
];

test.each(ROWS)(
  "an index of %s holds the row %o: %s, before and after it is written anew",
  async (path, row, isHeld) => {
    vi.stubGlobal("indexedDB", new IDBFactory());
    const db = await openDB("rows", 1, {
      upgrade: (upgraded) => void upgraded.createObjectStore("rows").createIndex("of", path),
    });
    await db.put("rows", row, 1);
    expect(await db.countFromIndex("rows", "of")).toBe(isHeld ? 1 : 0);
    await db.put("rows", {}, 1);
    expect(await db.countFromIndex("rows", "of")).toBe(0);
    db.close();
  },
);
