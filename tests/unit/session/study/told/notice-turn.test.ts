import { beforeEach, describe, expect, test } from "vitest";
import { type InFront, type NoticeTurn, noticeTurn } from "../../../../../src/session/study/told/notice-turn.ts";
import { card } from "../../../../support/samples/cards.ts";

const a = { card: card("a") };
const b = { card: card("b") };

let turn: NoticeTurn;
const follow = (shown: InFront["shown"], trouble: InFront["trouble"] = null): void => turn.follow({ shown, trouble });

beforeEach(() => {
  turn = noticeTurn();
});

describe("a notice that is found out while a card is in front", () => {
  beforeEach(() => {
    follow(a);
    turn.add("restored");
  });

  test("waits while that card is turned and its grade is written, and comes when it goes", () => {
    expect(turn.shown()).toBeNull();
    follow({ ...a });
    turn.graded();
    follow({ ...a });
    expect(turn.shown()).toBeNull();
    follow(b);
    expect(turn.shown()).toBe("restored");
    expect(turn.read()).toBe(true);
    expect(turn.shown()).toBeNull();
  });

  test("does not come with another card that takes this one's place by itself, but after its grade", () => {
    follow(b);
    expect(turn.shown()).toBeNull();
    turn.graded();
    follow(null);
    expect(turn.shown()).toBe("restored");
  });

  test("does not come between a grade that failed and the same card", () => {
    turn.graded();
    follow(a, "diskFull");
    expect(turn.shown()).toBeNull();
    follow(a);
    expect(turn.shown()).toBeNull();
    follow(b);
    expect(turn.shown()).toBeNull();
  });

  test("comes before the next card where the last one went by itself", () => {
    follow(null);
    expect(turn.shown()).toBeNull();
    follow(b);
    expect(turn.shown()).toBe("restored");
  });
});

test("a notice that is found out where there is nothing to press comes at once", () => {
  follow(null);
  turn.add("restored");
  expect(turn.shown()).toBe("restored");
});

test("a notice does not take the place of a sentence about trouble", () => {
  follow(null, "notSaved");
  turn.add("restored");
  expect(turn.shown()).toBeNull();
});

describe("a notice that is known at the opening", () => {
  beforeEach(() => {
    follow(a);
    turn.open("restored 3");
  });

  test("comes before the first card, and is not said twice when the comparison finds it too", () => {
    turn.add("restored 3");
    expect(turn.shown()).toBe("restored 3");
    expect(turn.read()).toBe(true);
    turn.graded();
    follow(b);
    expect(turn.shown()).toBeNull();
  });

  test("is followed by what the comparison finds more, and only then was all of it read", () => {
    turn.add("restored 5");
    expect(turn.shown()).toBe("restored 3");
    expect(turn.read()).toBe(false);
    expect(turn.shown()).toBe("restored 5");
    expect(turn.read()).toBe(true);
  });
});
