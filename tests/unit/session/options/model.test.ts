/** What the options say of the memory model, over a worker that answers what a test wants. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Rescheduling } from "../../../../src/exchange/model/fit.ts";
import { type ModelControl, modelControl } from "../../../../src/session/options/model.ts";
import { deleteDatabase } from "../../../support/db-steps.ts";
import { type BaseUnderTest, optionsUnderTest } from "../../../support/options-base.ts";
import { stubPage } from "../../../support/page-stub.ts";

const ANSWER: Rescheduling = { earlier: 3, later: 1, dueBefore: 5, dueAfter: 7, meanwhile: 0, canTakeBack: false };

let under: BaseUnderTest;
let control: ModelControl;
let answer: () => Promise<Rescheduling>;

beforeEach(async () => {
  stubPage();
  under = await optionsUnderTest();
  answer = async () => ANSWER;
  const never = () => Promise.reject(new Error("not asked for here"));
  const client = { fit: never, workload: never, reschedule: () => answer(), cancel: () => {} };
  control = modelControl(under.base, client, async () => {});
});

afterEach(async () => {
  under.db.close();
  await deleteDatabase();
  vi.unstubAllGlobals();
});

const idle = () => vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1 });

test("what was said of due days goes once something is changed on which they depend", async () => {
  control.onReschedule("preview");
  await idle();
  expect(control.current().rescheduling).toEqual(ANSWER);
  control.onChanged();
  expect(control.current().rescheduling).toBeNull();
});

test("an answer that was asked for before the change is not shown after it", async () => {
  let say = (): void => {};
  answer = () =>
    new Promise((resolve) => {
      say = () => resolve(ANSWER);
    });
  control.onReschedule("preview");
  control.onChanged();
  say();
  await idle();
  expect(control.current().rescheduling).toBeNull();
});
