import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { liveValue } from "../../../../src/session/common/live.ts";
import type { LiveSession } from "../../../../src/session/study/live-session.ts";
import type { SessionView, ShownSession } from "../../../../src/session/study/session-view.ts";
import { type Part, part } from "../../../../src/ui/hooks/part.ts";
import { drawable } from "../../../../src/ui/study/drawable.ts";
import { partsOf } from "../../../../src/ui/study/page-parts.ts";
import { cardView } from "../../../support/gallery/views.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

beforeEach(() => {
  stubPage();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const LOADING: SessionView = { kind: "loading" };
const PAUSED: SessionView = { kind: "paused", untilMs: 0 };
const CARD = cardView("forward", false);
const withView = (view: SessionView) => ({ view }) as ShownSession;

/** A session whose notices need a part that comes when the test says so. */
function paused() {
  let loads = 0;
  let settle: { readonly come: () => void; readonly fail: () => void } | null = null;
  const late: Part<string> = part(
    () =>
      new Promise((resolve, reject) => {
        loads += 1;
        settle = { come: () => resolve("there"), fail: () => reject(new Error("gone")) };
      }),
  );
  const live = liveValue(withView(LOADING));
  let begun = (): void => {};
  const ready = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const session: LiveSession = {
    current: live.current,
    subscribe: live.subscribe,
    ready,
    opened: ready,
  };
  const shown = drawable(session, (view) => (view.kind === "paused" ? [late] : []));
  const kind = () => shown.current().view.kind;
  return { live, shown, begun, kind, part: () => settle, loads: () => loads };
}

describe("a view", () => {
  test("is handed on at once where all that draws it is there", () => {
    const { live, kind } = paused();
    live.set(withView(CARD));
    expect(kind()).toBe("card");
  });

  test("waits for the part that draws it, and the one before stays until then", async () => {
    const { live, kind, part } = paused();
    live.set(withView(CARD));
    live.set(withView(PAUSED));
    expect(kind()).toBe("card");
    part()?.come();
    await vi.waitFor(() => expect(kind()).toBe("paused"), { interval: 1 });
    live.set(withView(CARD));
    live.set(withView(PAUSED));
    expect(kind()).toBe("paused");
  });

  test("takes no action while the next one waits for its part, and is told of that once", async () => {
    const { live, shown, kind, part } = paused();
    live.set(withView(CARD));
    let told = 0;
    shown.subscribe(() => told++);
    const before = shown.current();
    live.set(withView(PAUSED));
    live.set(withView(PAUSED));
    // It looks as it did: the same view, and nothing else of it but that it is busy.
    expect(shown.current()).toEqual({ ...before, busy: true });
    expect(shown.current().view).toBe(before.view);
    expect(told).toBe(1);
    part()?.come();
    await vi.waitFor(() => expect(kind()).toBe("paused"), { interval: 1 });
    expect(shown.current().busy).not.toBe(true);
  });

  test("that was overtaken while its part was loaded is not drawn any more", async () => {
    const { live, shown, kind, part } = paused();
    const drawn: string[] = [];
    shown.subscribe(() => drawn.push(kind()));
    live.set(withView(PAUSED));
    live.set(withView(CARD));
    part()?.come();
    await new Promise(setImmediate);
    expect(drawn).toEqual(["card"]);
  });

  test("is part of the first frame: the page is not ready before", async () => {
    const { live, shown, begun, kind, part } = paused();
    let isReady = false;
    void shown.ready.then(() => {
      isReady = true;
    });
    live.set(withView(PAUSED));
    begun();
    await new Promise(setImmediate);
    expect(isReady).toBe(false);
    part()?.come();
    await shown.ready;
    expect(kind()).toBe("paused");
  });

  test("whose part cannot be loaded makes way for a sentence, and is tried again", async () => {
    const said = vi.spyOn(console, "error").mockReturnValue();
    const { live, shown, kind, part, loads } = paused();
    live.set(withView(PAUSED));
    part()?.fail();
    await vi.waitFor(() => expect(kind()).toBe("trouble"), { interval: 1 });
    expect(shown.current().view).toMatchObject({ way: "loadAgain", message: expect.stringMatching(/load/i) });
    expect(said).toHaveBeenCalledOnce();
    live.set(withView(PAUSED));
    expect(loads()).toBe(2);
    part()?.come();
    await vi.waitFor(() => expect(kind()).toBe("paused"), { interval: 1 });
  });
});

test("a plain question needs nothing beside the first script; its answer, a drawing and a notice do", () => {
  expect(partsOf(CARD)).toEqual([]);
  expect(partsOf(LOADING)).toEqual([]);
  expect(partsOf(cardView("forward", true))).toHaveLength(1);
  expect(partsOf(cardView("pathway", false))).toHaveLength(1);
  expect(partsOf(PAUSED)).toHaveLength(1);
});
