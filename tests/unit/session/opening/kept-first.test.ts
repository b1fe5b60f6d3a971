/** Nothing is done with a card before the database says that it is the one in front. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { same } from "../../../../src/core/same.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { liveValue } from "../../../../src/session/common/live.ts";
import { keptFirst } from "../../../../src/session/opening/kept-first.ts";
import { BLANK } from "../../../../src/session/opening/until-begun.ts";
import type { KeptCard } from "../../../../src/session/study/kept/kept-card.ts";
import type { BegunSession } from "../../../../src/session/study/live-session.ts";
import type { Drawn } from "../../../../src/session/study/session-state.ts";
import type { SessionActions, ShownSession } from "../../../../src/session/study/session-view.ts";
import { cardView } from "../../../support/gallery/views.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

beforeEach(() => {
  stubPage();
  vi.spyOn(console, "error").mockReturnValue();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const VIEW = { ...cardView("forward", false), outcomes: [] };
const CARD = VIEW.content.id;
const KEPT: KeptCard = { ...BLANK, view: VIEW, revision: 3 };

/** What the database may say of the kept card; null where it cannot be opened. */
const READINGS: Readonly<Record<string, KeptCard | null | "fails">> = {
  same: KEPT,
  answered: { ...KEPT, revision: 4 },
  reworded: { ...KEPT, view: { ...VIEW, own: { ...VIEW.own, isMarked: true } } },
  another: { ...KEPT, view: { ...cardView("reverse", false), outcomes: [] } },
  notice: null,
  fails: "fails",
};

type Press = (actions: SessionActions) => unknown;
const PRESSES: Readonly<Record<string, Press>> = {
  reveal: (actions) => actions.reveal(CARD, "said"),
  suspend: (actions) => actions.setAside("suspend"),
  mark: (actions) => actions.mark(),
  grade: (actions) => actions.grade(3),
  undo: (actions) => actions.undo(),
  acknowledge: (actions) => actions.acknowledge(),
  practise: (actions) => actions.practise(),
  goAhead: (actions) => actions.goAhead(),
};
/** What is meant for the card in front, and how the session on the database is told of it. */
const HELD: Readonly<Record<string, readonly unknown[]>> = {
  reveal: ["reveal", CARD, "said"],
  suspend: ["setAside", "suspend"],
  mark: ["mark"],
};

/** A session on a database that answers when the test says so, with a record of all that it was asked to do. */
function opening(lookedMs: () => number = () => 0) {
  const calls: unknown[][] = [];
  const actions = new Proxy(BLANK.actions, {
    get: (_, name) =>
      name === "then"
        ? undefined
        : (...given: unknown[]) => {
            calls.push([name, ...given]);
            return Promise.resolve(true);
          },
  });
  let settle = (_: KeptCard | null | "fails"): void => {};
  const begun = new Promise<BegunSession>((resolve, reject) => {
    settle = (reading) => {
      if (reading === "fails") return reject(new Error("no database"));
      const view: ShownSession["view"] = reading?.view ?? { kind: "paused", untilMs: 0 };
      const { current, subscribe } = liveValue<ShownSession>({ ...BLANK, view, actions });
      const ready = Promise.resolve();
      resolve({ current, subscribe, ready, opened: ready, confirms: (kept) => same(kept, reading) });
    };
  });
  const drawn: (() => Drawn)[] = [];
  const live = keptFirst(
    KEPT,
    (how) => {
      drawn.push(how);
      return begun;
    },
    lookedMs,
  );
  return { live, calls, drawn, settle: (reading: KeptCard | null | "fails") => settle(reading) };
}

describe("a kept card that is drawn", () => {
  test("does nothing before the database has answered; then the first press acts, once, on that very card or on none", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...Object.keys(PRESSES)), { maxLength: 6 }),
        fc.constantFrom(...Object.keys(READINGS)),
        async (pressed, said) => {
          const { live, calls, settle } = opening();
          expect(live.current().view).toBe(VIEW);
          for (const press of pressed) void PRESSES[press]?.(live.current().actions);
          await new Promise(setImmediate);
          expect(calls).toEqual([]);
          settle(READINGS[said] ?? null);
          await live.opened;
          await new Promise(setImmediate);
          const [first] = pressed.filter((press) => press in HELD);
          expect(calls).toEqual(said === "same" && first !== undefined ? [HELD[first]] : []);
        },
      ),
    );
  });

  test.each(Object.entries(READINGS))("makes way for what the database says: %s", async (_, reading) => {
    const { live, settle } = opening();
    settle(reading);
    await live.opened;
    const wanted = reading === "fails" ? "trouble" : (reading?.view ?? "paused");
    const { view } = live.current();
    expect(typeof wanted === "string" ? view.kind : view).toBe(wanted);
  });

  test("says of a press whether the answer came of it", async () => {
    for (const said of ["same", "answered", "fails"]) {
      const { live, settle } = opening();
      const shown = live.current().actions.reveal(CARD);
      settle(READINGS[said] ?? null);
      expect(await shown).toBe(said === "same");
    }
  });

  test("says that a press did nothing, as long as what came instead is in front, and of one that did nothing", async () => {
    for (const [said, says] of [
      ["same", false],
      ["answered", true],
      ["fails", false],
    ] as const) {
      const { live, settle } = opening();
      const shown = live.current().actions.reveal(CARD);
      settle(READINGS[said] ?? null);
      await shown;
      expect(live.current().takenBack).toBe(says ? t("keptMissed") : null);
    }
    const { live, settle } = opening();
    settle(READINGS.answered ?? null);
    await live.opened;
    expect(live.current().takenBack).toBeNull();
  });

  test("keeps a wording of one's own for the card that it was written for", async () => {
    const { live, calls, settle } = opening();
    const { saveWording } = live.current().actions;
    const wording = { question: "Asked otherwise", answer: null, note: null };
    const kept = saveWording(CARD, wording);
    settle(KEPT);
    expect(await kept).toBe(true);
    expect(calls).toEqual([["saveWording", CARD, wording]]);
  });

  test("says what is known of it once the database has confirmed it, and of another card nothing", async () => {
    for (const reading of ["same", "another"] as const) {
      const { live, calls, settle } = opening();
      const desk = live.current().actions.cardDesk?.(() => "done");
      settle(READINGS[reading] ?? null);
      expect((await desk) === null).toBe(reading === "another");
      expect(calls.map(([name]) => name)).toEqual(reading === "another" ? [] : ["cardDesk"]);
    }
  });

  test("is timed from when it was drawn, or from when the user turned to the page", () => {
    let lookedMs = 5;
    const { live, drawn } = opening(() => lookedMs);
    expect(drawn[0]?.()).toEqual({ card: CARD, revision: 3, optionOrder: VIEW.optionOrder, shownAtMs: 5 });
    lookedMs = 9;
    live.current().actions.begin();
    expect(drawn[0]?.()).toMatchObject({ shownAtMs: 9 });
  });
});
