/** What a session writes is loaded while the first question is read; a user may be faster than that. */
import { expect, test, vi } from "vitest";
import { content, deck } from "../../../support/samples/cards.ts";
import { shown, useSessions } from "../../../support/session/sessions.ts";

const bench = useSessions();
const actions = () => import("../../../../src/session/study/study-actions.ts");

async function begun(load = actions) {
  await bench.install(deck(["a", "b", "c"].map((fact, i) => content(fact, i))));
  const study = bench.session(load);
  await study.refresh();
  return study;
}

test("a press that comes before it was loaded is done once it is, and a second one falls on no other card", async () => {
  const study = await begun();
  const first = shown(study);
  await Promise.all([study.setAside("bury"), study.setAside("bury")]);
  expect((await bench.log()).map(({ kind, card }) => [kind, card])).toEqual([["bury", first]]);
});

test("an answer that was asked for before is shown", async () => {
  const study = await begun();
  await study.reveal();
  expect(study.state().shown?.revealed).toBe(true);
});

test("that it cannot be loaded is said, and it is tried again", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  let isThere = false;
  const study = await begun(async () => {
    if (!isThere) throw new TypeError("gone");
    return actions();
  });
  await study.reveal();
  expect(study.state()).toMatchObject({ trouble: "notSaved", busy: false, shown: { revealed: false } });
  isThere = true;
  await study.acknowledge();
  expect(study.state().trouble).toBeNull();
  await study.reveal();
  expect(study.state().shown?.revealed).toBe(true);
});

test("what can be taken back is looked for once the first question is on the screen, and loads nothing before", async () => {
  await bench.answer(await begun(), 3);
  let paint = (): void => {};
  const painted = new Promise<void>((resolve) => {
    paint = resolve;
  });
  const load = vi.fn(actions);
  const study = bench.session(load, undefined, () => painted);
  await study.refresh();
  expect(load).not.toHaveBeenCalled();
  paint();
  await vi.waitFor(() => expect(study.state().canUndo).toBe(true));
});
