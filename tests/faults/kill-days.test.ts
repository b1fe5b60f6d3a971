/** SIGKILL to every process of the browser while many cards are given other days, and while their days are put back. */
import type { Page } from "puppeteer-core";
import { expect, test } from "vitest";
import type { CardId, EventId } from "../../src/core/ids.ts";
import type { Envelope } from "../../src/core/log/envelope.ts";
import { isOfKind } from "../../src/core/log/event.ts";
import { makeReview } from "../../src/core/log/make-event.ts";
import type { CardState } from "../../src/core/memory/card-state.ts";
import { DAY_MS } from "../../src/core/time/study-day.ts";
import { positionKey } from "../../src/store/database/local.ts";
import { rowsIn } from "../../src/store/log/stretch.ts";
import { type GivenDays, givenDaysIn, NEW_DAYS } from "../../src/store/writing/given-days.ts";
import { forward, maker } from "../support/database/db-steps.ts";
import { useBrowsers } from "../support/extension/browsers.ts";
import { KINDS, type Kind, until } from "../support/extension/driver.ts";
import { choose, openOptions } from "../support/extension/options-files.ts";
import { readStore } from "../support/extension/study.ts";
import { encodeBackup } from "../support/files/backup-text.ts";
import { card, content, deck } from "../support/samples/cards.ts";
import { expectWhole } from "./inspect.ts";
import { LONG } from "./long.ts";
import { drawnBySeed, SEED } from "./seed.ts";

const ROUNDS = LONG ? 10 : 1;
/** Some ten steps. */
const CARDS = 1500;
const NAMES = Array.from({ length: CARDS }, (_, i) => `many-${i}`);

const launch = useBrowsers();
const random = drawnBySeed();

/** What the database holds of the cards that are given days. */
interface Found {
  readonly events: readonly Envelope[];
  readonly states: ReadonlyMap<CardId, CardState>;
  readonly kept: GivenDays | null;
}

async function found(page: Page): Promise<Found> {
  const events = await expectWhole(page);
  const [rows, own] = await Promise.all([
    readStore<{ readonly id: CardId; readonly state: CardState }>(page, "states"),
    readStore<{ readonly key: string; readonly value: unknown }>(page, "local"),
  ]);
  const ids = new Set(NAMES.map(forward));
  const kept = givenDaysIn(own.find(({ key }) => key === positionKey(NEW_DAYS.byModel))?.value);
  return {
    events,
    states: new Map(rows.filter(({ id }) => ids.has(id)).map(({ id, state }) => [id, state])),
    kept,
  };
}

/** Brings in cards that were each promised a day much later than the model would give. */
async function bringIn(options: Page): Promise<void> {
  const nowMs = Date.now() - 5 * DAY_MS;
  const answer = {
    rating: 3,
    wait: { unit: "days", count: 60 },
    shownAtMs: nowMs,
    surface: "popup",
    factRevision: 1,
  } as const;
  const events = NAMES.map((name, i) => makeReview(card(name), answer, maker(nowMs + i * 1000)));
  const log = { events, decks: [], ownDecks: [deck(NAMES.map((name, i) => content(name, i)))] };
  const stamp = { exportedAtMs: Date.now(), appVersion: "0.1.0" };
  await choose(options, "many.json", await encodeBackup(log, stamp));
  await press(options, "confirm");
  await until(options, () => document.querySelector('[data-result="restored"]') !== null);
}

async function press(options: Page, action: string): Promise<void> {
  const selector = `[data-action="${action}"][aria-disabled="false"]`;
  await until(options, (wanted) => document.querySelector(wanted) !== null, selector);
  await options.click(selector);
}

const told = (options: Page, result: string): Promise<unknown> =>
  until(options, (wanted) => document.querySelector(`[data-model-result="${wanted}"]`) !== null, result);

const saysThatBegun = (options: Page, what: string): Promise<unknown> =>
  until(options, (wanted) => document.querySelector(`.model [data-days-begun="${wanted}"]`) !== null, what);

/** Waits until the bar says that so many cards are done, or the page that all are. */
const untilDone = (options: Page, least: number): Promise<void> =>
  options.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          const bar = document.querySelector<HTMLProgressElement>(".model progress");
          // Before the first step it has no value.
          const isFar = bar?.hasAttribute("value") && bar.value >= wanted;
          if (!isFar && !document.querySelector("[data-model-result]")) return;
          observer.disconnect();
          resolve();
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
        look();
      }),
    least,
  );

/** Presses a button and kills the browser once some of its work is done. @returns what the next start finds, and its page */
async function killedAt(kind: Kind, profile: string, action: string) {
  const driver = await launch(kind, { profile });
  const options = await openOptions(driver);
  await press(options, "reschedule-preview");
  await press(options, action);
  await untilDone(options, 1 + Math.floor(random() * 0.6 * CARDS));
  await driver.kill();
  const next = await launch(kind, { profile });
  const page = await openOptions(next);
  return { page, quit: () => next.close({ keepProfile: true }), ...(await found(page)) };
}

const newer = (events: readonly Envelope[], before: Found): readonly Envelope[] => {
  const known = new Set(before.events.map(({ id }) => id));
  return events.filter(({ id }) => !known.has(id));
};

/** What has come to the log since is a day for each of some cards, and these have it. @returns which events gave them */
function expectGiven({ events, states, kept }: Found, before: Found): ReadonlyMap<CardId, EventId> {
  const since = newer(events, before);
  const dues = since.filter((event) => isOfKind(event, "due"));
  expect(dues).toHaveLength(since.length);
  const given = new Map(dues.map((event) => [event.card, event]));
  expect(given.size).toBe(dues.length);
  for (const [id, state] of states) {
    const event = given.get(id);
    if (event) expect(state.dueDay).toBe(event.dueDay);
    else expect(state).toEqual(before.states.get(id));
  }
  expect([kept?.given ?? 0, kept ? rowsIn(kept.stretches) : 0]).toEqual([dues.length, dues.length]);
  return new Map(dues.map((event) => [event.card, event.id]));
}

/** What has come to the log since takes some of these days back, each once. @returns how many */
function expectPutBack(
  { events, states, kept }: Found,
  days: ReadonlyMap<CardId, EventId>,
  given: Found,
  first: Found,
): number {
  const since = newer(events, given);
  const undone = since.flatMap((event) => (isOfKind(event, "undo") ? [event.undoes] : []));
  expect(undone).toHaveLength(since.length);
  const back = new Set(undone);
  expect(back.size).toBe(undone.length);
  for (const [id, state] of states) {
    const day = days.get(id);
    expect(state).toEqual((day !== undefined && back.has(day) ? first : given).states.get(id));
  }
  expect(kept ? kept.putBack : CARDS).toBe(undone.length);
  return undone.length;
}

const midway = (cards: number): number => (cards > 0 && cards < CARDS ? 1 : 0);

test.each(KINDS)(
  `${2 * ROUNDS} kills of %s while ${CARDS} cards are given days and put back: each has its new day or its old one`,
  async (kind) => {
    let driver = await launch(kind);
    await bringIn(await openOptions(driver));
    const { profile } = driver;
    await driver.close({ keepProfile: true });
    let hits = 0;
    for (let round = 0; round < ROUNDS; round++) {
      driver = await launch(kind, { profile });
      const first = await found(await openOptions(driver));
      expect([first.states.size, first.kept]).toEqual([CARDS, null]);
      await driver.close({ keepProfile: true });

      const midGiving = await killedAt(kind, profile, "reschedule");
      const some = expectGiven(midGiving, first).size;
      hits += midway(some);
      if (some < CARDS) {
        expect(midGiving.kept?.begun ?? "giving").toBe("giving");
        if (some > 0) await saysThatBegun(midGiving.page, "giving");
        else await press(midGiving.page, "reschedule-preview");
        await press(midGiving.page, "reschedule");
        await told(midGiving.page, "rescheduled");
      }
      const given = await found(midGiving.page);
      const days = expectGiven(given, first);
      expect([days.size, given.kept?.begun]).toEqual([CARDS, null]);
      await midGiving.quit();

      const midBack = await killedAt(kind, profile, "reschedule-back");
      const back = expectPutBack(midBack, days, given, first);
      hits += midway(back);
      if (back < CARDS) {
        if (back > 0) await saysThatBegun(midBack.page, "puttingBack");
        else await press(midBack.page, "reschedule-preview");
        await press(midBack.page, "reschedule-back");
        await told(midBack.page, "putBack");
      }
      const last = await found(midBack.page);
      expect(expectPutBack(last, days, given, first)).toBe(CARDS);
      expect([last.kept, last.states]).toEqual([null, first.states]);
      await midBack.quit();
      console.log(`${kind}, seed ${SEED}: killed with ${some} of ${CARDS} cards given, and with ${back} put back`);
    }
    expect(hits, `seed ${SEED}`).toBeGreaterThan(0);
  },
  LONG ? 1_200_000 : 180_000,
);
