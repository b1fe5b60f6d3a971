/** What a file would change of the plans here. */
import { expect, test } from "vitest";
import { MORE_NEW } from "../../../../src/core/log/kinds/plan.ts";
import type { RegisterEvent } from "../../../../src/core/log/kinds.ts";
import { registerName } from "../../../../src/core/log/register-name.ts";
import { moreNewValue } from "../../../../src/core/plan/more-new.ts";
import { DAY_MS, type StudyDay } from "../../../../src/core/time/study-day.ts";
import { planChanges } from "../../../../src/exchange/changes/register-changes.ts";

const TODAY = 20_780 as StudyDay;
const held = (cards: number, day: number): ReadonlyMap<string, RegisterEvent> =>
  new Map([
    [
      registerName({ kind: "plan", key: MORE_NEW }),
      { value: moreNewValue(cards, day as StudyDay) } as unknown as RegisterEvent,
    ],
  ]);
const changes = (before: ReadonlyMap<string, RegisterEvent>, after: ReadonlyMap<string, RegisterEvent>) =>
  planChanges(before, after, (TODAY + 0.5) * DAY_MS);

test("more new cards today are named, and those of a day that is over nowhere any more are not", () => {
  expect(changes(new Map(), held(5, TODAY))).toEqual([MORE_NEW]);
  expect(changes(held(5, TODAY), held(8, TODAY))).toEqual([MORE_NEW]);
  expect(changes(held(5, TODAY), held(5, TODAY))).toEqual([]);
  expect(changes(new Map(), held(5, TODAY - 2))).toEqual([]);
  expect(changes(new Map(), held(0, TODAY))).toEqual([]);
});
