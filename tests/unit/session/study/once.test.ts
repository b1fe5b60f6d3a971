import { beforeEach, expect, test } from "vitest";
import { type OnPage, oncePerView } from "../../../../src/session/study/once.ts";
import type { SessionView } from "../../../../src/session/study/session-view.ts";
import "../../../support/gallery/browser-stub.ts";
import { cardView } from "../../../support/gallery/views.ts";

let control = oncePerView();
let done: string[] = [];
beforeEach(() => {
  control = oncePerView();
  done = [];
});

const idle = (view: SessionView): OnPage => ({ view, busy: false });
const busy = (view: SessionView): OnPage => ({ view, busy: true });
const press = (page: OnPage, name: string, kind?: "undo" | "goOn"): void =>
  control.press(page, () => done.push(name), kind);

const question = (): SessionView & { kind: "card" } => cardView("forward", false);
const answer = (): SessionView => cardView("forward", true);

test("of two quick presses on one view the first alone counts", () => {
  const view = answer();
  control.drawn(idle(view));
  press(idle(view), "first");
  press(idle(view), "second");
  expect(done).toEqual(["first"]);
});

test("the next view takes a press again, and so does the same one after a write that failed", () => {
  const [one, two] = [answer(), question()];
  control.drawn(idle(one));
  press(idle(one), "first");
  control.drawn(busy(one));
  press(busy(one), "while it is written");
  control.drawn(idle(one));
  press(idle(one), "again");
  control.drawn(idle(two));
  press(idle(two), "next");
  expect(done).toEqual(["first", "again", "next"]);
});

test("whoever goes on while an undo is written gets the answer of the card that comes back, once", () => {
  const [before, back] = [question(), question()];
  control.drawn(idle(before));
  press(idle(before), "undo", "undo");
  control.drawn(busy(before));
  press(busy(before), "go on", "goOn");
  expect(control.drawn(idle(back))).toBe(back.content.id);
  expect(done).toEqual(["undo"]);
  expect(control.drawn(idle(question()))).toBeNull();
});

test("nobody gets one who pressed something else, or while a grade was written", () => {
  const before = answer();
  control.drawn(idle(before));
  press(idle(before), "undo", "undo");
  control.drawn(busy(before));
  press(busy(before), "other");
  expect(control.drawn(idle(question()))).toBeNull();
  const graded = answer();
  control.drawn(idle(graded));
  press(idle(graded), "grade", "goOn");
  control.drawn(busy(graded));
  press(busy(graded), "go on", "goOn");
  expect(control.drawn(idle(question()))).toBeNull();
});

test("nor where the answer that comes back is shown already", () => {
  const before = question();
  control.drawn(idle(before));
  press(idle(before), "undo", "undo");
  press(idle(before), "go on", "goOn");
  expect(control.drawn(idle(answer()))).toBeNull();
});

test("nothing to do on a view leaves it free for what comes, and still wants the answer during an undo", () => {
  const view = question();
  control.drawn(idle(view));
  control.press(idle(view), null, "goOn");
  press(idle(view), "undo", "undo");
  control.press(idle(view), null, "goOn");
  const back = question();
  expect(control.drawn(idle(back))).toBe(back.content.id);
  expect(done).toEqual(["undo"]);
});
