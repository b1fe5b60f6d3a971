import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type PauseControl, pauseControl } from "../../../../src/session/options/pause.ts";
import { deleteDatabase } from "../../../support/database/db-steps.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { type BaseUnderTest, optionsUnderTest } from "../../../support/session/options-base.ts";
import "../../../support/gallery/browser-stub.ts";

let under: BaseUnderTest;
let control: PauseControl;

beforeEach(async () => {
  under = await optionsUnderTest();
  control = pauseControl(under.base);
  await vi.waitFor(() => expect(control.current().bounds).not.toBeNull(), { interval: 1 });
});

afterEach(async () => {
  under.db.close();
  await deleteDatabase();
});

const settled = (): Promise<void> => vi.waitFor(() => expect(control.current().busy).toBe(false), { interval: 1 });

test("a pause is saved, announced, read again and ended", async () => {
  const untilDay = (control.current().bounds?.first ?? 0) + 6;
  control.onPause(untilDay);
  await settled();
  expect(control.current()).toMatchObject({ pause: { untilDay }, error: null });
  const again = pauseControl(under.base);
  await vi.waitFor(() => expect(again.current().pause).toEqual({ untilDay }), { interval: 1 });
  again.onPause(null);
  await vi.waitFor(() => expect(again.current().pause).toBeNull(), { interval: 1 });
  expect(under.announce).toHaveBeenCalledTimes(2);
  expect((await wholeLog(under.db)).length).toBe(2);
});
