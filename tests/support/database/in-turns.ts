/** Three pages of one profile that work at once, of which one goes on at a time, in an order that is given. See `gate.ts`. */
import { expect } from "vitest";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { deleteDatabase } from "./db-steps.ts";
import { gate } from "./gate.ts";

/** The connection of each page; none before they are opened. */
export const pages: Database[] = [];
export const first = (): Database => pages[0] ?? expect.fail("no page is open");

/** Opens all three on a database that is empty. */
export async function openPages(): Promise<void> {
  await closePages();
  for (let page = 0; page < 3; page++) pages.push(await openDatabase());
}

/** Closes them, and leaves nothing behind. */
export async function closePages(): Promise<void> {
  gate.pass = null;
  gate.written = null;
  for (const page of pages.splice(0)) page.close();
  await deleteDatabase();
}

/**
 * Does all at once: of those who wait, another goes on at each turn, up to where it waits again.
 * @param works what each page does
 * @param turns which of those that are not done goes on; where they end, one after the other
 */
export async function inTurns(
  works: readonly ((page: Database) => Promise<unknown>)[],
  turns: readonly number[],
): Promise<void> {
  const waiting = new Map<number, () => void>();
  let stopped = (): void => {};
  const pass = (page: number): Promise<void> =>
    new Promise((goOn) => {
      waiting.set(page, goOn);
      stopped();
    });
  gate.pass = (db) => pass(pages.indexOf(db));
  const left = new Set(works.keys());
  const all = works.map((work, page) =>
    pass(page)
      .then(() => work(pages[page] ?? expect.fail("there is no such page")))
      .finally(() => {
        left.delete(page);
        stopped();
      }),
  );
  for (let turn = 0; left.size > 0; turn++) {
    const next = [...left][(turns[turn] ?? turn) % left.size] ?? 0;
    const goOn = waiting.get(next);
    waiting.delete(next);
    await new Promise<void>((resolve) => {
      stopped = resolve;
      goOn?.();
    });
  }
  gate.pass = null;
  await Promise.all(all);
}
