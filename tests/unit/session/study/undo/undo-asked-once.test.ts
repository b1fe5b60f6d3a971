import { expect, test } from "vitest";
import type { LateParts } from "../../../../../src/session/study/session-reading.ts";
import { content, deck } from "../../../../support/samples/cards.ts";
import { useSessions } from "../../../../support/session/sessions.ts";

const bench = useSessions();

test("the log is looked through once for what a page that has just been opened can take back", async () => {
  await bench.install(deck(["a", "b", "c"].map((name, i) => content(name, i))));
  await bench.answer(await bench.begun(), 4);
  const real = await import("../../../../../src/session/study/study-actions.ts");
  let asked = 0;
  const nextUndo: LateParts["nextUndo"] = (...given) => {
    asked++;
    return real.nextUndo(...given);
  };
  const later = bench.session(async () => ({ ...real, nextUndo }));
  await later.refresh();
  await later.prepare();
  await later.findUndo();
  expect(later.state()).toMatchObject({ canUndo: true, undoNext: { said: { grade: { rating: 4 } } } });
  expect(asked).toBe(1);
  // Another page may have made something since.
  await later.refresh();
  expect(asked).toBe(2);
});
