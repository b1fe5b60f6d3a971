import { describe, expect, test, vi } from "vitest";
import type { ModelFit } from "../../../../src/jobs/fit.ts";
import { systemClock } from "../../../../src/platform/clock.ts";
import { accountControl } from "../../../../src/session/progress/account.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { isFitOffered, noteFit } from "../../../../src/store/today/fit-offer.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { DEVICE, forward, maker, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { quickToForget, reviewEvents } from "../../../support/samples/learner-log.ts";

const NAMES = Array.from({ length: 60 }, (_, i) => `fact-${i}`);
const FIT: ModelFit = {
  weights: "default",
  fitted: "all",
  scored: 300,
  fittedTo: 240,
  judgedOn: 60,
  table: [],
  againstPresent: null,
  againstDefault: null,
  fsrs7AgainstPresent: null,
  worthIt: true,
  calibration: { fitted: [], present: [] },
};

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  await installDeck(db, deck(NAMES.map((name, i) => content(name, i))), scheduler, Date.now());
});

const all = () => reviewEvents(quickToForget(60, 1000), NAMES.map(forward), DEVICE);
const study = (from: number, to: number) => merge(db, all().slice(from, to), scheduler);
const clientOf = (worthIt: boolean) => ({
  fit: vi.fn(async () => ({ ...FIT, worthIt })),
  hindcast: vi.fn(async () => null),
});
/** What the page is told once the worker has answered. */
const opened = async (client: ReturnType<typeof clientOf>) => {
  const control = accountControl(db, systemClock, client);
  control.read();
  await vi.waitFor(() => expect(control.current().fit).not.toBeNull(), { interval: 1 });
  return control;
};

test("how far the worker is is told until it has answered, or failed", async () => {
  const told = { done: 1, total: 4 };
  for (const fails of [false, true]) {
    const client = {
      ...clientOf(true),
      async hindcast(onProgress?: (progress: typeof told) => void) {
        onProgress?.(told);
        if (fails) throw new Error("stopped by the test");
        return null;
      },
    };
    vi.spyOn(console, "error").mockImplementation(() => {});
    const control = accountControl(db, systemClock, client);
    const seen: unknown[] = [];
    control.subscribe(() => seen.push(control.current().progress));
    control.read();
    await vi.waitFor(() => expect(control.current().fit).not.toBeNull(), { interval: 1 });
    await vi.waitFor(() => expect(control.current().progress).toBeNull(), { interval: 1 });
    expect(seen).toContainEqual(told);
  }
});

test("nothing is asked of the worker before the page is at rest", async () => {
  await study(0, 500);
  const client = clientOf(true);
  let rest = (): void => {};
  const atRest = new Promise<void>((resolve) => {
    rest = resolve;
  });
  const control = accountControl(db, systemClock, client, atRest);
  control.read();
  // As much as would have been read for it.
  expect(await isFitOffered(db)).toBe(true);
  expect([client.hindcast.mock.calls.length, client.fit.mock.calls.length]).toEqual([0, 0]);
  rest();
  await vi.waitFor(() => expect(control.current()).toMatchObject({ offered: true, progress: null }), { interval: 1 });
  expect(client.hindcast).toHaveBeenCalledOnce();
});

describe("fitting the weights", () => {
  test("is offered from 400 answers on, and again when they have doubled since it was tried or declined", async () => {
    await study(0, 399);
    expect(await isFitOffered(db)).toBe(false);
    await study(399, 400);
    expect(await isFitOffered(db)).toBe(true);
    await noteFit(db, () => maker(Date.now()));
    expect(await isFitOffered(db)).toBe(false);
    await study(400, 799);
    expect(await isFitOffered(db)).toBe(false);
    await study(799, 800);
    expect(await isFitOffered(db)).toBe(true);
  });

  test("is offered where it gains something, until it is declined; that is an event", async () => {
    await study(0, 500);
    const control = await opened(clientOf(true));
    expect(control.current().offered).toBe(true);
    control.onDecline();
    expect(control.current().offered).toBe(false);
    await vi.waitFor(async () => expect(await isFitOffered(db)).toBe(false), { interval: 1 });
    const events = await wholeLog(db);
    expect(events.at(-1)).toMatchObject({ kind: "seen", key: "fit/500", value: true });
    expect((await opened(clientOf(true))).current().offered).toBe(false);
  });

  test("is not offered where it gains nothing, and nothing is fitted before there is enough", async () => {
    await study(0, 300);
    const early = clientOf(true);
    const control = accountControl(db, systemClock, early);
    await vi.waitFor(async () => expect(await isFitOffered(db)).toBe(false), { interval: 1 });
    expect(early.fit).not.toHaveBeenCalled();
    expect(control.current().offered).toBe(false);
    await study(300, 500);
    expect((await opened(clientOf(false))).current().offered).toBe(false);
  });
});
