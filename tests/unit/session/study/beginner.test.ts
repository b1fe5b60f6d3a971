/** The grades say what they mean for the first twenty answers, and then no longer. */
import { expect, test } from "vitest";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { viewOf } from "../../../../src/session/study/view-of.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { noticeOf, useSessions } from "../../../support/session/sessions.ts";
import "../../../support/gallery/browser-stub.ts";

const bench = useSessions();

test("the 20th answer is given with the grades explained, the 21st without", async () => {
  await bench.install(deck(Array.from({ length: 25 }, (_, i) => content(`card-${i}`, i))));
  const study = await bench.begun();
  await study.welcome(false);
  const explained: boolean[] = [];
  for (let answers = 0; answers <= 20; answers++) {
    // So many new cards come on one day; then on the next.
    for (let days = 0; days < 3 && !study.state().shown; days++) {
      bench.nowMs += DAY_MS;
      await study.refresh();
    }
    while (noticeOf(study)) await study.acknowledge();
    const view = viewOf(study.state());
    if (view.kind !== "card") throw new Error(`after ${answers} answers there is no card but ${view.kind}`);
    explained.push(view.isBeginner);
    await bench.answer(study, 4);
  }
  expect(explained.map((is, i) => (is ? i : -1)).filter((i) => i >= 0)).toEqual(
    Array.from({ length: 20 }, (_, i) => i),
  );
});
