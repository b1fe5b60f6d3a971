/** What a user does on a study page, and what the database then holds, for tests of the built extension. */
import type { Page } from "puppeteer-core";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { isOfKind } from "../../../src/core/log/event.ts";
import type { Rating } from "../../../src/core/log/kinds/review.ts";
import { takenBack } from "../../../src/core/log/taken-back.ts";
import { once } from "./driver/page.ts";
import { poll, until } from "./driver.ts";

/** Whatever comes first on a study page: a card, or something that is shown instead. */
export interface Stage {
  /** The card's id; empty where none is shown. */
  readonly card: string;
  /** term, correction, fact, storage, done or trouble; empty where a card is shown. */
  readonly notice: string;
  readonly revealed: boolean;
}

/** Runs in the page: what it shows, where that is another stage than the one before, which is given as JSON. */
function stageUnlike(before: string): { readonly stage: Stage | null } | null {
  const card = document.querySelector("[data-card]")?.getAttribute("data-card") ?? "";
  const notice = document.querySelector("[data-notice]")?.getAttribute("data-notice") ?? "";
  const revealed = document.querySelector("[data-rating]") !== null;
  const isKept = document.querySelector("[data-kept]") !== null;
  const stage = !isKept && (card || notice) ? { card, notice, revealed } : null;
  return JSON.stringify(stage) === before ? null : { stage };
}

/** What the page shows at this moment; null before its first frame, and as long as that is only a kept card. */
export const stageOf = async (page: Page): Promise<Stage | null> =>
  (await page.evaluate(stageUnlike, ""))?.stage ?? null;

/** Waits until the page shows something that the condition takes. */
export async function waitForStage(page: Page, fits: (stage: Stage) => boolean, what: string): Promise<Stage> {
  let seen: Stage | null = null;
  try {
    return await poll(async () => {
      const news = await once<ReturnType<typeof stageUnlike>>(page, stageUnlike, [JSON.stringify(seen)]);
      if (news) seen = news.stage;
      return seen && fits(seen) ? seen : null;
    }, what);
  } catch (cause) {
    throw new Error(`${what} did not come; the page shows ${JSON.stringify(seen)}`, { cause });
  }
}

/** Goes on past terms, corrections and notices, by keyboard, until a card's question or the end is shown. */
export async function reachCard(page: Page): Promise<Stage> {
  for (;;) {
    const stage = await waitForStage(page, () => true, "a card, a notice or the end");
    if (!["welcome", "return", "term", "correction", "fact", "storage", "leech"].includes(stage.notice)) return stage;
    const title = await page.evaluate(() => document.querySelector("[data-notice]")?.textContent ?? "");
    // It went by itself: whatever is there now is looked at anew, and is not pressed past.
    if (title === "") continue;
    await page.keyboard.press(" ");
    await until(page, (before) => (document.querySelector("[data-notice]")?.textContent ?? "") !== before, title);
  }
}

/** Shows the answer of the card that is in front, by keyboard. */
export async function reveal(page: Page): Promise<Stage> {
  let { card } = await reachCard(page);
  if (card === "" && (await page.$(".go-on"))) {
    // Nothing but learning cards is left: they come ahead of their time.
    await page.keyboard.press(" ");
    ({ card } = await waitForStage(page, (stage) => stage.card !== "", "a card ahead of its time"));
  }
  if (card === "") throw new Error("there is no card to turn");
  await page.keyboard.press(" ");
  return waitForStage(page, (stage) => stage.revealed, `the answer of ${card}`);
}

/** Turns and grades the card in front, by keyboard, and waits until the page has gone on. Returns the card's id. */
export async function answer(page: Page, rating: Rating): Promise<string> {
  const { card } = await reveal(page);
  await page.keyboard.press(String(rating) as "1");
  await waitForStage(page, (stage) => !stage.revealed, `what follows ${card}`);
  return card;
}

/** All events of the database, in the order of arrival, read past the extension's own code. */
export const eventsIn = (page: Page): Promise<Envelope[]> => readStore<Envelope>(page, "events");

/** Reviews that were not taken back. */
export async function reviewsIn(page: Page) {
  const events = await eventsIn(page);
  const undone = takenBack(events);
  return events.filter((event) => isOfKind(event, "review")).filter(({ id }) => !undone.has(id));
}

/** Waits until the extension has made its database: a test that opened it sooner would make an empty one in its place. */
export const untilDatabase = (page: Page): Promise<unknown> =>
  until(page, async () => (await indexedDB.databases()).some(({ name }) => name === "osteon"));

/** Runs in the page: the rows, or what came in the way of reading them; null as long as there is no database. */
async function rowsOrTrouble(store: string): Promise<{ rows?: unknown[]; trouble?: string } | null> {
  if (!(await indexedDB.databases()).some(({ name }) => name === "osteon")) return null;
  try {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("osteon");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    try {
      const rows = await new Promise<unknown[]>((resolve, reject) => {
        const request = db.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      return { rows };
    } finally {
      db.close();
    }
  } catch (error) {
    return { trouble: String(error) };
  }
}

/** All rows of a store; of the log its events, of which a row may hold several. */
export async function readStore<T>(page: Page, store: string): Promise<T[]> {
  // One word with the page for both, waiting and reading; what cannot be read is not asked for again.
  const found = await poll(() => page.evaluate(rowsOrTrouble, store), `the database with ${store}`);
  if (found.rows === undefined) throw new Error(`${store} cannot be read: ${found.trouble}`);
  const rows = found.rows as (T | { readonly events: readonly T[] })[];
  if (store !== "events") return rows as T[];
  return rows.flatMap((row) => (typeof row === "object" && row !== null && "events" in row ? row.events : [row as T]));
}

/** The text on the toolbar button. Asked from a page of the extension. */
export function badgeText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const scope = globalThis as unknown as { browser?: typeof chrome; chrome: typeof chrome };
    return (scope.browser ?? scope.chrome).action.getBadgeText({});
  });
}
declare const chrome: { readonly action: { readonly getBadgeText: (details: object) => Promise<string> } };
