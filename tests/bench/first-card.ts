import { beforeScripts } from "../support/extension/driver/inject.ts";
import { type Driver, until } from "../support/extension/driver.ts";
import { reachCard } from "../support/extension/study.ts";
import { alternated, type Samples } from "./measure.ts";
import { type StudyPage, staticName } from "./static-page.ts";

/** What came before the page: how the database was left, and whether a card was kept; else one was. */
export type Before = "closed" | "open" | "unkept";
const ROUNDS: Readonly<Record<Before, number>> = { open: 15, closed: 11, unkept: 11 };
/** Each costs two starts of a browser. */
const COLD_ROUNDS = 7;
/** Chromium keeps a database open for about two seconds after the last page has closed it. */
const CLOSED_AFTER_MS = 3_000;
const CARD = "[data-card]";
/** Where `src/platform/kept-text.ts` keeps the card in front. */
const KEPT = "osteon:card-in-front";

type Rounds = (all: number) => number;

/**
 * From navigation start to the first card painted, against a page that is that card and nothing else; see `static-page.ts`.
 * The same comes before both, by turns.
 * @param rounds how many are taken of as many as are usual
 */
export async function firstCard(driver: Driver, page: StudyPage, before: Before, rounds: Rounds): Promise<Samples> {
  await keepCard(driver, page);
  const prepare: Readonly<Record<Before, () => Promise<void>>> = {
    closed: rest,
    open: () => keepCard(driver, page),
    unkept: async () => {
      await forgetCard(driver, staticName(page));
      await rest();
    },
  };
  const painted = async (paint: () => Promise<number>): Promise<number> => {
    await prepare[before]();
    return paint();
  };
  const taken = await alternated(
    rounds(ROUNDS[before]),
    () => painted(() => firstPaint(driver, page, CARD, before !== "unkept")),
    () => painted(() => firstPaint(driver, staticName(page), CARD)),
  );
  return { ...taken, byTurns: true };
}

/** The same as the first page of a browser that was just started, for each of both in a browser of its own. */
export async function firstCardCold(
  justStarted: (work: (driver: Driver) => Promise<number>) => Promise<number>,
  page: StudyPage,
  rounds: Rounds,
): Promise<Samples> {
  const taken = await alternated(
    rounds(COLD_ROUNDS),
    () => justStarted((driver) => firstPaint(driver, page, CARD, true)),
    () => justStarted((driver) => firstPaint(driver, staticName(page), CARD)),
  );
  return { ...taken, byTurns: true };
}

/** Until the page before has left nothing to do: closed in the midst of its reading, it keeps the browser busy for a while. */
export const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, CLOSED_AFTER_MS));

/** Opens a study page until it has kept what the next one begins with, and closes it. */
export async function keepCard(driver: Driver, name: StudyPage): Promise<void> {
  const page = await driver.open(name);
  await reachCard(page);
  await until(page, (key) => JSON.parse(localStorage.getItem(key) ?? "{}").looks !== undefined, KEPT);
  await page.close();
}

/** As after a night: no card is kept. @param on a page of the extension that knows nothing of it */
export async function forgetCard(driver: Driver, on: string): Promise<void> {
  const page = await driver.open(on);
  await page.evaluate((key) => localStorage.removeItem(key), KEPT);
  await page.close();
}

/**
 * The time of the first paint with content. Pages draw nothing before the card is there, so that is the card's; should
 * the card come later than the paint, this throws rather than praise an empty frame.
 * @param isKept whether it has to be a kept card, or must not be one; without it nothing is asked
 */
export async function firstPaint(
  driver: Driver,
  name: string,
  card: string | null,
  isKept: boolean | null = null,
): Promise<number> {
  const page = await driver.open(name, { beforeLoad: (blank) => beforeScripts(blank, noteCard, card) });
  try {
    const [painted, added, wasKept] = await until(page, () => {
      const [paint] = performance.getEntriesByName("first-contentful-paint");
      const { added } = globalThis as Noting;
      return paint && added ? ([paint.startTime, added.atMs, added.isKept] as const) : null;
    });
    if (added > painted) {
      throw new Error(`${name} painted something at ${painted} ms, before its card at ${added} ms`);
    }
    if (isKept !== null && wasKept !== isKept)
      throw new Error(`${name} began ${wasKept ? "with" : "without"} a kept card`);
    return painted;
  } finally {
    await page.close();
  }
}

interface Noting {
  /** The card's element, when it came. */
  added?: { readonly atMs: number; readonly isKept: boolean };
}

/** The addresses of the scripts that a page asks for until its first card is there. Chromium only. */
export async function scriptsUntilCard(driver: Driver, name: StudyPage): Promise<string[]> {
  const asked: { readonly url: string; readonly atMs: number }[] = [];
  const page = await driver.open(name, {
    async beforeLoad(blank) {
      await beforeScripts(blank, noteCard, CARD);
      const session = await blank.createCDPSession();
      session.on("Network.requestWillBeSent", ({ request, wallTime }) => {
        asked.push({ url: request.url, atMs: 1000 * wallTime });
      });
      await session.send("Network.enable");
    },
  });
  try {
    const [atMs, isKept] = await until(page, () => {
      const { added } = globalThis as Noting;
      return added && ([performance.timeOrigin + added.atMs, added.isKept] as const);
    });
    if (isKept) throw new Error(`${name} began with a kept card`);
    return asked.filter((one) => one.atMs < atMs && one.url.endsWith(".js")).map(({ url }) => url);
  } finally {
    await page.close();
  }
}

/** Notes when the card's element is added. Runs in the page, so it refers to nothing outside itself. */
function noteCard(wanted: string | null): void {
  const scope = globalThis as Noting;
  const isThere = (): boolean => wanted === null || document.querySelector(wanted) !== null;
  const observer = new MutationObserver(() => {
    if (!isThere()) return;
    scope.added = { atMs: performance.now(), isKept: document.querySelector("[data-kept]") !== null };
    observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
}
