/** Of several rows written side by side one is refused at once: that fails, and nothing else is left to fail unheard. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { examine } from "../../../../src/copies/record/health.ts";
import type { DeckId } from "../../../../src/core/ids.ts";
import { write } from "../../../../src/store/database/transaction.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { addEvents, addMany } from "../../../../src/store/log/log.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { content, deck } from "../../../support/samples/cards.ts";

let db: Database;
useDatabase((opened) => {
  db = opened;
});

let unheard: unknown[];
const hear = (reason: unknown): void => {
  unheard.push(reason);
};
/** Those of vitest, which would fail the run beside the test. */
let others: NodeJS.UnhandledRejectionListener[];
beforeEach(() => {
  unheard = [];
  others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", hear);
});
afterEach(() => {
  vi.restoreAllMocks();
  process.removeListener("unhandledRejection", hear);
  for (const listener of others) process.on("unhandledRejection", listener);
});

const id = "own" as DeckId;
const own = deck(
  ["a", "b", "c", "d"].map((name, i) => content(name, i, { deck: id })),
  "1",
  { id },
);

/** The database refuses the last of four rows before it is asked for, as it does what cannot be copied. */
function refuse(how: "add" | "put", store: string): void {
  const real = IDBObjectStore.prototype[how];
  let calls = 0;
  vi.spyOn(IDBObjectStore.prototype, how).mockImplementation(function (this: IDBObjectStore, ...row) {
    if (this.name === store) calls += 1;
    if (calls === 4) throw new DOMException("it cannot be copied", "DataCloneError");
    return real.apply(this, row);
  });
}

const addingEvents = (add: typeof addEvents | typeof addMany) => () =>
  write(db, ["events"], (transaction) => add(transaction.objectStore("events"), reviews(4, NOW)));

test.each<[string, "add" | "put", string, () => Promise<unknown>]>([
  ["events", "add", "events", addingEvents(addEvents)],
  ["many events", "add", "events", addingEvents(addMany)],
  ["a deck", "put", "contents", () => installDeck(db, own, scheduler, NOW, "own")],
])("%s", async (_, how, store, writing) => {
  refuse(how, store);
  await expect(writing()).rejects.toMatchObject({ name: "DataCloneError" });
  expect(await unheardOf()).toEqual([]);
  expect(await Promise.all([db.count("events"), db.count("decks"), db.count("contents")])).toEqual([0, 0, 0]);
});

test("the head of a deck", async () => {
  const title = (() => "") as unknown as string;
  const installing = installDeck(db, { ...own, title }, scheduler, NOW, "own");
  await expect(installing).rejects.toMatchObject({ name: "DataCloneError" });
  expect(await unheardOf()).toEqual([]);
  expect(await db.count("contents")).toBe(0);
});

test("the cards of a deck that are mended", async () => {
  await installDeck(db, own, scheduler, NOW);
  const source = { versions: async () => [own], deck: async () => own };
  await db.clear("contents");
  refuse("put", "contents");
  vi.spyOn(console, "error").mockReturnValue();
  await examine(db, null, source, NOW).catch((error: unknown) => console.error(error));
  expect(await unheardOf()).toEqual([]);
  expect(console.error).toHaveBeenCalledWith(expect.objectContaining({ name: "DataCloneError" }));
});

/** Told of once the engine comes to rest, which it does before this request is answered. */
async function unheardOf(): Promise<readonly unknown[]> {
  await db.count("events");
  await new Promise((resolve) => setImmediate(resolve));
  return unheard;
}
