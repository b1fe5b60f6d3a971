/**
 * Runs before each file of unit tests that shares a worker with others. The file finds the globals of an extension's page
 * and no database, as if it were the first, and fails if it leaves a global or the clock other than it found them.
 */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import "../gallery/browser-stub.ts";
import "./quick-database.ts";
import "./quick-equality.ts";
import { lightenExpect } from "./quick-expect.ts";
import { makeModulesQuick } from "./quick-modules.ts";

/** The next file gets another one; and what elkjs leaves for itself. */
const MAY_CHANGE = ["indexedDB", "goog"];

globalThis.indexedDB = new IDBFactory();
const found = globals();

beforeAll(makeModulesQuick);
beforeEach(lightenExpect);

afterAll(() => {
  if (vi.isFakeTimers()) throw new Error("The timers are still faked after this file: vi.useRealTimers()");
  const left = globals();
  const changed = [...new Set([...found.keys(), ...left.keys()])].filter(
    (name) => !MAY_CHANGE.includes(name) && !Object.is(found.get(name), left.get(name)),
  );
  if (changed.length > 0)
    throw new Error(
      `Other globals after this file than before: ${changed.join(", ")}. vi.unstubAllGlobals() undoes stubs`,
    );
});

/** What stands in the global scope, by name: the value, or where asking for it makes Node warn, what gives it. */
function globals(): Map<string, unknown> {
  return new Map(
    Object.getOwnPropertyNames(globalThis).map((name) => [
      name,
      name.endsWith("Storage") ? Object.getOwnPropertyDescriptor(globalThis, name)?.get : Reflect.get(globalThis, name),
    ]),
  );
}
