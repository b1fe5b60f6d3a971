/** What the options say of the memory model, over a worker that answers what a test wants. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeSetting } from "../../../../src/core/log/make-event.ts";
import { LOWEST, writeWeights } from "../../../../src/core/memory/weights.ts";
import { CancelledError, JobError } from "../../../../src/jobs/client.ts";
import type { ModelFit } from "../../../../src/jobs/fit.ts";
import type { DaysGiven, Rescheduling } from "../../../../src/jobs/new-days.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { type ModelControl, modelControl } from "../../../../src/session/options/model.ts";
import { overtakenText } from "../../../../src/session/options/new-days.ts";
import { keepPosition } from "../../../../src/store/database/local.ts";
import { saveSetting } from "../../../../src/store/settings/save-setting.ts";
import { type GivenDays, NEW_DAYS } from "../../../../src/store/writing/given-days.ts";
import { deleteDatabase, maker, NOW } from "../../../support/database/db-steps.ts";
import { endLongWaits } from "../../../support/session/long-waits.ts";
import { type BaseUnderTest, optionsUnderTest } from "../../../support/session/options-base.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

const LOOK: Rescheduling = { earlier: 3, later: 1, dueBefore: 5, dueAfter: 7, isWhole: true };
const GIVEN: DaysGiven = { end: "whole", meanwhile: 0 };

let under: BaseUnderTest;
let control: ModelControl;
const onGiven = vi.fn<() => void>();
const cancel = vi.fn<() => void>();
let look: () => Promise<Rescheduling>;
let give: () => Promise<DaysGiven>;
let fit: () => Promise<ModelFit>;

beforeEach(async () => {
  stubPage();
  under = await optionsUnderTest();
  onGiven.mockClear();
  cancel.mockReset();
  look = async () => LOOK;
  give = async () => GIVEN;
  const never = () => Promise.reject(new Error("not asked for here"));
  const days = { previewRescheduling: () => look(), reschedule: () => give() };
  fit = never;
  const client = { ...days, fit: () => fit(), workload: never, cancel };
  control = modelControl(under.base, client, async () => {}, onGiven);
});

afterEach(async () => {
  under.db.close();
  await deleteDatabase();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const idle = () => vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1 });

test("what was said of due days goes once something is changed on which they depend", async () => {
  control.onReschedule("preview");
  await idle();
  expect(control.current().rescheduling).toEqual(LOOK);
  control.onChanged();
  expect(control.current().rescheduling).toBeNull();
});

test("an answer that was asked for before the change is not shown after it", async () => {
  let say = (): void => {};
  look = () =>
    new Promise((resolve) => {
      say = () => resolve(LOOK);
    });
  control.onReschedule("preview");
  control.onChanged();
  say();
  await idle();
  expect(control.current().rescheduling).toBeNull();
});

test("a look that was begun before the change is not shown after it, behind days that were given as well", async () => {
  let say: (() => void) | null = null;
  look = () =>
    new Promise((resolve) => {
      say = () => resolve(LOOK);
    });
  control.onReschedule("apply");
  await vi.waitFor(() => expect(say).not.toBeNull(), { interval: 1 });
  control.onChanged();
  (say as (() => void) | null)?.();
  await idle();
  expect(control.current()).toMatchObject({ rescheduling: null, result: { kind: "rescheduled" } });
});

const keep = (days: GivenDays | null) => keepPosition(under.db, NEW_DAYS.byModel, days);
const GIVING: GivenDays = {
  ...{ examDay: null, stretches: [{ from: 1, to: 20 }], unreadable: [], given: 20 },
  ...{ begun: "giving", putBack: 0 },
};
const silent = new JobError({ key: "trouble_diskFull", arguments: [] });

test.each([
  ["stopped", "apply", new CancelledError(), { kind: "inPart" }],
  ["stopped", "takeBack", new CancelledError(), { kind: "inPart" }],
  ["failed", "apply", silent, { kind: "failed", sentence: t("inPart_diskFull") }],
] as const)(
  "work on days that %s midway (%s) says how far it came, and claims nothing else",
  async (_, what, error, result) => {
    const begun: GivenDays = what === "apply" ? GIVING : { ...GIVING, begun: "puttingBack", putBack: 8 };
    if (what === "takeBack") await keep({ ...GIVING, begun: null });
    give = async () => {
      await keep(begun);
      throw error;
    };
    control.onReschedule(what);
    await idle();
    const cards = what === "apply" ? 20 : 8;
    expect(control.current()).toMatchObject({ rescheduling: null, daysBegun: { what: begun.begun, cards }, result });
    expect(under.announce).toHaveBeenCalled();
  },
);

/** Of a row that is no event nothing can be put back. */
const spoil = (place: number) => under.db.put("events", { id: `spoilt-${place}` } as never, place);

test.each(["with its answer", "before its answer came"])(
  "days that cannot be read are said to stay, and can be put back once one of them is mended (ended %s)",
  async (ended) => {
    for (const place of [7, 8]) await spoil(place);
    await keep({ ...GIVING, begun: null });
    give = async () => {
      await keep({ ...GIVING, stretches: [{ from: 7, to: 8 }], begun: "unreadable", putBack: 18 });
      if (ended === "before its answer came") throw new CancelledError();
      return { ...GIVEN, end: "begun" };
    };
    control.onReschedule("takeBack");
    await idle();
    expect(control.current()).toMatchObject({
      canPutBack: false,
      daysBegun: { what: "unreadable", cards: 2 },
      result: null,
    });
    await under.db.put("events", makeSetting("newPerDay", 3, null, maker(NOW)), 7);
    await control.reload();
    expect(control.current()).toMatchObject({ canPutBack: true, daysBegun: { what: "puttingBack", cards: 18 } });
  },
);

test("what was stopped before its first step has changed nothing, also where days were given before", async () => {
  await keep({ ...GIVING, begun: null });
  give = () => Promise.reject(new CancelledError());
  control.onReschedule("apply");
  await idle();
  expect(control.current()).toMatchObject({ daysBegun: null, result: { kind: "stopped" } });
});

test.each([
  ["apply", { ...GIVING, begun: null }, "rescheduled"],
  ["takeBack", null, "putBack"],
] as const)("%s that was ended when all was written is done", async (what, now, kind) => {
  if (what === "takeBack") await keep({ ...GIVING, begun: null });
  give = async () => {
    await keep(now);
    throw new CancelledError();
  };
  control.onReschedule(what);
  await idle();
  expect(control.current()).toMatchObject({ daysBegun: null, rescheduling: LOOK, result: { kind } });
});

test.each([
  ["apply", "putBack", "daysPutBackMeanwhile"],
  ["takeBack", "given", "daysGivenMeanwhile"],
] as const)("%s is not said to be done where another page does the other meanwhile", async (what, end, sentence) => {
  give = async () => ({ ...GIVEN, end });
  control.onReschedule(what);
  await idle();
  expect(control.current().result).toEqual({ kind: "overtaken", by: end });
  expect(overtakenText(end)).toBe(t(sentence));
});

test("work that another page, or an earlier one, has left is told of when the page is read", async () => {
  await control.reload();
  expect(onGiven).not.toHaveBeenCalled();
  await keep(GIVING);
  await control.reload();
  expect(control.current().daysBegun).toEqual({ what: "giving", cards: 20 });
  expect(onGiven).toHaveBeenCalledTimes(1);
  await control.reload();
  expect(onGiven).toHaveBeenCalledTimes(1);
});

test("a look after the work that fails or is stopped does not hide that it was done", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  look = () => Promise.reject(new CancelledError());
  control.onReschedule("apply");
  await idle();
  expect(control.current()).toMatchObject({ rescheduling: null, result: { kind: "rescheduled" } });
});

describe("where the browser closes the connection behind what was written", () => {
  beforeEach(() => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    endLongWaits();
  });

  test.each([
    ["apply", "rescheduled"],
    ["takeBack", "putBack"],
  ] as const)("days are not said to be unchanged (%s)", async (what, kind) => {
    give = async () => {
      under.db.close();
      return GIVEN;
    };
    control.onReschedule(what);
    await idle();
    expect(control.current()).toMatchObject({ rescheduling: LOOK, result: { kind } });
  });

  test.each([
    ["failed", silent, { kind: "failed", sentence: t("inPart_diskFull") }],
    ["was stopped", new CancelledError(), { kind: "inPart" }],
  ] as const)("nothing is claimed of days whose giving %s, and other pages look", async (_, error, result) => {
    give = async () => {
      await keep(GIVING);
      under.db.close();
      throw error;
    };
    control.onReschedule("apply");
    await idle();
    expect(control.current().result).toEqual(result);
    expect(under.announce).toHaveBeenCalled();
  });

  test("weights that were fitted are shown all the same", async () => {
    const found = { worthIt: true } as ModelFit;
    fit = async () => {
      under.db.close();
      return found;
    };
    control.onFit();
    await idle();
    expect(control.current()).toMatchObject({ fit: found, result: null });
  });

  test("weights that are in force are not said to be as before", async () => {
    await saveSetting(under.db, "weights", writeWeights(LOWEST), () => maker(NOW));
    await control.reload();
    expect(control.current().before).not.toBeNull();
    under.announce.mockImplementationOnce(() => under.db.close());
    control.onTakeBack();
    await idle();
    expect(control.current().result).toEqual({ kind: "failed", sentence: t("inPart_notSaved") });
  });
});

test("a stop while the page itself still reads keeps the worker from giving days", async () => {
  const asked = vi.fn(async () => GIVEN);
  give = asked;
  control.onReschedule("apply");
  control.onStop();
  await idle();
  expect(asked).not.toHaveBeenCalled();
  expect(control.current().result).toEqual({ kind: "stopped" });
  // The next one has not been stopped.
  control.onReschedule("apply");
  await idle();
  expect(control.current().result).toMatchObject({ kind: "rescheduled" });
});
