/** Putting dates right that a wrong clock gave, and taking that back, as the settings do it. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import type { JobClient } from "../../../../src/jobs/client.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type HealthControl, healthControl } from "../../../../src/session/options/health.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { deleteDatabase, foldsToItself, grade, scheduler } from "../../../support/database/db-steps.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { type BaseUnderTest, optionsUnderTest } from "../../../support/session/options-base.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => null }));
vi.mock("../../../../src/platform/own-manifest.ts", () => ({ extensionVersion: () => "1.0.0" }));
vi.mock("../../../../src/platform/downloads.ts", () => import("../../../support/session/no-downloads.ts"));

/** More than the first step has. */
const CARDS = 50;
const FIRST_STEP = 20;
let under: BaseUnderTest;
let control: HealthControl;
const onWritten = vi.fn<() => Promise<void>>();

beforeEach(async () => {
  stubPage();
  vi.spyOn(console, "error").mockImplementation(() => {});
  onWritten.mockReset().mockResolvedValue();
  under = await optionsUnderTest();
  const cards = Array.from({ length: CARDS }, (_, i) => content(`c${i}`, i));
  await installDeck(under.db, deck(cards), scheduler, Date.now());
  for (const row of await under.db.getAll("states")) await grade(under.db, row, 4, Date.now() + 400 * DAY_MS);
  control = healthControl(
    under.base,
    { check: vi.fn<JobClient["check"]>(), cancel: vi.fn<JobClient["cancel"]>() },
    onWritten,
  );
  await vi.waitFor(() => expect(control.current().health).not.toBeNull(), { interval: 1 });
});

afterEach(async () => {
  under.db.close();
  await deleteDatabase();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function done(press: () => void): Promise<void> {
  press();
  await vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1 });
}

test("dates are corrected, and that is taken back", async () => {
  expect(control.current().health).toMatchObject({ stranded: CARDS, corrected: null });
  await done(control.onCorrectClock);
  expect(control.current()).toMatchObject({
    result: { kind: "clockCorrected", cards: CARDS },
    health: { stranded: 0, corrected: null },
  });
  expect([under.announce.mock.calls.length, onWritten.mock.calls.length]).toEqual([1, 1]);
  // It was this clock that was behind.
  const rightMs = Date.now() + 401 * DAY_MS;
  vi.spyOn(Date, "now").mockImplementation(() => rightMs);
  await control.reload();
  expect(control.current().health).toMatchObject({ stranded: 0, corrected: { cards: CARDS } });
  await done(control.onTakeClockBack);
  expect(control.current()).toMatchObject({
    result: { kind: "clockTakenBack", cards: CARDS },
    health: { stranded: 0, corrected: null },
  });
  for (const { state } of await under.db.getAll("states"))
    expect(state.lastEventAtMs).toBeGreaterThan(rightMs - 2 * DAY_MS);
  expect([under.announce.mock.calls.length, onWritten.mock.calls.length]).toEqual([2, 2]);
  await foldsToItself(under.db);
});

test("it can be stopped, and goes on from there", async () => {
  const off = control.subscribe(() => {
    if (control.current().work?.done) control.onStop();
  });
  await done(control.onCorrectClock);
  off();
  expect(control.current()).toMatchObject({
    result: { kind: "clockCorrected", cards: FIRST_STEP },
    health: { stranded: CARDS - FIRST_STEP },
  });
  await done(control.onCorrectClock);
  expect(control.current()).toMatchObject({ result: { cards: CARDS - FIRST_STEP }, health: { stranded: 0 } });
  await foldsToItself(under.db);
});

test("where the disk is full midway, what was corrected stays so, and the page says that some was", async () => {
  const add = IDBObjectStore.prototype.add;
  let added = 0;
  vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(function (this: IDBObjectStore, ...row) {
    if (this.name === "events" && ++added > FIRST_STEP) throw new DOMException("no room", "QuotaExceededError");
    return add.apply(this, row);
  });
  await done(control.onCorrectClock);
  expect(control.current()).toMatchObject({
    result: { kind: "failed", sentence: t("inPart_diskFull") },
    health: { stranded: CARDS - FIRST_STEP },
  });
  expect(onWritten).toHaveBeenCalledTimes(1);
});
