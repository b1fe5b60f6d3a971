/** What is offered for chosen cards is what would change any of them. */
import { expect, test } from "vitest";
import type { CardLine } from "../../../../../src/core/stats/card-list.ts";
import { offeredFor } from "../../../../../src/ui/progress/cards/ChosenBar.tsx";

const line = (change: Partial<CardLine>): CardLine =>
  ({ standing: "new", suspended: false, buried: false, stability: null, reviews: 0, ...change }) as CardLine;
const LEARNT = { standing: "known", stability: 12, reviews: 4 } as const;

test.each([
  ["a card that was never asked", [line({})], ["suspend", "bury"]],
  ["one that is suspended", [line({ suspended: true })], ["unsuspend"]],
  ["one that is learnt", [line(LEARNT)], ["suspend", "bury", "due", "reset"]],
  ["one that waits for tomorrow", [line({ ...LEARNT, buried: true })], ["suspend", "due", "reset"]],
  ["a suspended one beside another", [line({ suspended: true }), line({})], ["suspend", "unsuspend", "bury"]],
] as const)("for %s", (_, chosen, kinds) => {
  expect(offeredFor(chosen)).toEqual(kinds);
});
