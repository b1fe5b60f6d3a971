import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PAUSE } from "../../../../src/core/plan/away.ts";
import { CancelledError, type JobClient, JobError } from "../../../../src/jobs/client.ts";
import type { ExamForecast } from "../../../../src/jobs/exam.ts";
import type { DaysGiven } from "../../../../src/jobs/new-days.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { makerNow } from "../../../../src/session/options/base.ts";
import { type ExamControl, examControl } from "../../../../src/session/options/exam.ts";
import { keepPosition } from "../../../../src/store/database/local.ts";
import { setPlan } from "../../../../src/store/settings/set-plan.ts";
import { NEW_DAYS } from "../../../../src/store/writing/given-days.ts";
import { deleteDatabase } from "../../../support/database/db-steps.ts";
import { endLongWaits } from "../../../support/session/long-waits.ts";
import { type BaseUnderTest, optionsUnderTest } from "../../../support/session/options-base.ts";
import "../../../support/gallery/browser-stub.ts";

const band = { mean: 1, low: 1, high: 1 };
const way = { facts: band, begun: band, minutesPerDay: band };
const GIVEN: DaysGiven = { end: "whole", meanwhile: 1 };

let under: BaseUnderTest;
let control: ExamControl;
let client: { [K in "exam" | "bringForward" | "cancel"]: ReturnType<typeof vi.fn<JobClient[K]>> };
const onMoved = vi.fn<() => void>();
const onGiven = vi.fn<() => void>();

beforeEach(async () => {
  under = await optionsUnderTest();
  client = {
    exam: vi.fn<JobClient["exam"]>(
      async (): Promise<ExamForecast> => ({
        ...{
          day: control.current().exam ?? 0,
          total: 1,
          aside: 0,
          suspended: 0,
          isNewLimited: true,
          planned: way,
          unplanned: way,
          late: 2,
          forward: way,
        },
      }),
    ),
    bringForward: vi.fn<JobClient["bringForward"]>(async () => GIVEN),
    cancel: vi.fn<JobClient["cancel"]>(),
  };
  onMoved.mockClear();
  onGiven.mockClear();
  control = examControl(under.base, client, onMoved, onGiven);
  await vi.waitFor(() => expect(control.current().bounds).not.toBeNull(), { interval: 1 });
});

afterEach(async () => {
  under.db.close();
  await deleteDatabase();
  vi.restoreAllMocks();
});

const settled = (): Promise<void> => vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1 });
const first = (): number => control.current().bounds?.first ?? 0;

test("a day is saved, announced and foretold at once, read again, and taken away with what was foretold", async () => {
  control.onExam(first() + 20);
  await settled();
  expect(control.current()).toMatchObject({ exam: first() + 20, forecast: { day: first() + 20 }, error: null });
  const again = examControl(under.base, client, onMoved, onGiven);
  await vi.waitFor(() => expect(again.current().exam).toBe(first() + 20), { interval: 1 });
  control.onExam(null);
  await settled();
  expect(control.current()).toMatchObject({ exam: null, forecast: null });
  expect(under.announce).toHaveBeenCalledTimes(2);
});

test("cards are brought forward and back in the worker, and what is to be expected is asked anew", async () => {
  control.onExam(first() + 20);
  await settled();
  control.onBringForward("apply");
  await settled();
  expect(control.current()).toMatchObject({ done: "forwarded", meanwhile: 1 });
  control.onBringForward("takeBack");
  await settled();
  expect(control.current().done).toBe("putBack");
  expect([onMoved.mock.calls.length, client.exam.mock.calls.length]).toEqual([2, 3]);
});

test("a forecast that is stopped says nothing, and one that fails says why", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  client.exam.mockRejectedValueOnce(new CancelledError());
  control.onForecast();
  await settled();
  expect(control.current().error).toBeNull();
  client.exam.mockRejectedValueOnce(new Error("no"));
  control.onForecast();
  await settled();
  expect(control.current().error).toEqual(expect.any(String));
});

test("a stop while it is foretold anew leaves no forecast of before the days were given", async () => {
  control.onExam(first() + 20);
  await settled();
  client.exam.mockRejectedValueOnce(new CancelledError());
  control.onBringForward("apply");
  await settled();
  expect(control.current()).toMatchObject({ done: "forwarded", forecast: null });
});

test("a forecast that was begun before cards got other days is not shown after that", async () => {
  control.onExam(first() + 20);
  await settled();
  let say: (() => void) | null = null;
  const forecast = control.current().forecast;
  client.exam.mockImplementationOnce(
    () =>
      new Promise((resolve) => {
        say = () => resolve(forecast);
      }),
  );
  control.onForecast();
  await vi.waitFor(() => expect(say).not.toBeNull(), { interval: 1 });
  control.onChanged();
  expect(control.current().forecast).toBeNull();
  (say as (() => void) | null)?.();
  await settled();
  expect(control.current()).toMatchObject({ forecast: null, error: null });
});

test("days can be put back also where no exam is ahead any more", async () => {
  expect(control.current()).toMatchObject({ exam: null, canPutBack: false });
  await keepPosition(under.db, NEW_DAYS.beforeExam, { from: 1, to: 2 });
  client.bringForward.mockImplementationOnce(async () => {
    await keepPosition(under.db, NEW_DAYS.beforeExam, null);
    return GIVEN;
  });
  client.exam.mockResolvedValueOnce(null);
  await control.reload();
  expect(control.current()).toMatchObject({ exam: null, forecast: null, canPutBack: true });
  control.onBringForward("takeBack");
  await settled();
  expect(control.current()).toMatchObject({ done: "putBack", forecast: null, canPutBack: false });
});

test("days of an exam that is over are none of the next one's, and are offered again once that is called off", async () => {
  const days = { stretches: [{ from: 1, to: 9 }], unreadable: [], given: 9, begun: "giving", putBack: 0 } as const;
  await keepPosition(under.db, NEW_DAYS.beforeExam, { ...days, examDay: first() - 2 });
  control.onExam(first() + 20);
  await settled();
  expect(control.current()).toMatchObject({ canPutBack: false, daysBegun: null });
  control.onExam(null);
  await settled();
  expect(control.current()).toMatchObject({ canPutBack: true, daysBegun: { what: "giving", cards: 9 } });
  // On the day itself it is still ahead, and one that is moved is the same.
  await keepPosition(under.db, NEW_DAYS.beforeExam, { ...days, examDay: first() - 1 });
  control.onExam(first() + 20);
  await settled();
  expect(control.current()).toMatchObject({ canPutBack: true, daysBegun: { what: "giving", cards: 9 } });
});

test("cards that were brought forward in part are told of, and nothing is foretold of them until that is asked", async () => {
  control.onExam(first() + 20);
  await settled();
  const days = { stretches: [{ from: 1, to: 9 }], unreadable: [], given: 9, begun: "giving", putBack: 0 } as const;
  client.bringForward.mockImplementationOnce(async () => {
    await keepPosition(under.db, NEW_DAYS.beforeExam, days);
    throw new CancelledError();
  });
  control.onBringForward("apply");
  await settled();
  const begun = { what: "giving", cards: 9 };
  expect(control.current()).toMatchObject({
    done: null,
    error: null,
    forecast: null,
    canPutBack: true,
    daysBegun: begun,
  });
  expect([onMoved.mock.calls.length, client.exam.mock.calls.length]).toEqual([1, 1]);
  client.bringForward.mockImplementationOnce(async () => {
    await keepPosition(under.db, NEW_DAYS.beforeExam, { ...days, begun: "puttingBack", putBack: 4 });
    throw new JobError({ key: "trouble_notSaved", arguments: [] });
  });
  control.onBringForward("takeBack");
  await settled();
  expect(control.current()).toMatchObject({
    error: t("inPart_notSaved"),
    daysBegun: { what: "puttingBack", cards: 4 },
  });
  const why = { noExam: "daysNoExam", putBack: "daysPutBackMeanwhile", otherWeights: "daysOtherWeights" } as const;
  for (const end of ["noExam", "putBack", "otherWeights"] as const) {
    client.bringForward.mockResolvedValueOnce({ ...GIVEN, end });
    control.onBringForward("apply");
    await settled();
    expect(control.current()).toMatchObject({ done: null, error: t(why[end]) });
  }
  client.bringForward.mockImplementationOnce(async () => {
    await keepPosition(under.db, NEW_DAYS.beforeExam, { ...days, begun: "unreadable", putBack: 7 });
    return { ...GIVEN, end: "begun" };
  });
  control.onBringForward("takeBack");
  await settled();
  expect(control.current()).toMatchObject({ done: null, error: null });
});

test("a pause that was set is known here as well, and goes with it", async () => {
  await setPlan(under.db, PAUSE, first() + 5, await makerNow(under.base));
  await control.reload();
  expect(control.current().pausedUntil).toBe(first() + 5);
  await setPlan(under.db, PAUSE, null, await makerNow(under.base));
  await control.reload();
  expect(control.current().pausedUntil).toBeNull();
});

test.each([
  ["apply", "forwarded"],
  ["takeBack", "putBack"],
] as const)(
  "cards are not said to be as they were where the connection is lost behind other days (%s)",
  async (what, done) => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    endLongWaits();
    client.bringForward.mockImplementationOnce(async () => {
      under.db.close();
      return GIVEN;
    });
    control.onBringForward(what);
    await settled();
    expect(control.current()).toMatchObject({ done, meanwhile: 1, error: null });
  },
);

test("a stop while the page itself still reads keeps the worker from bringing cards forward", async () => {
  control.onBringForward("apply");
  control.onStop();
  await settled();
  expect(client.bringForward).not.toHaveBeenCalled();
  expect(control.current()).toMatchObject({ done: null, error: null });
  control.onBringForward("apply");
  await settled();
  expect(control.current()).toMatchObject({ done: "forwarded" });
});

test("a stop while a day is saved lets the day stand, and foretells nothing", async () => {
  control.onExam(first() + 20);
  control.onStop();
  await settled();
  expect(client.exam).not.toHaveBeenCalled();
  expect(control.current()).toMatchObject({ exam: first() + 20, forecast: null, error: null });
});
