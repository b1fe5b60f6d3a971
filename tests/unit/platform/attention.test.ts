import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { watchAttention } from "../../../src/platform/attention.ts";

type Change = { readonly visible?: boolean; readonly focused?: boolean };

/** A page whose clock stands where the test puts it. */
function page(visible = true, focused = true) {
  let nowMs = 1_000;
  let tell = (_: Change): void => {};
  const attendedMs = watchAttention({
    nowMs: () => nowMs,
    isVisible: () => visible,
    isFocused: () => focused,
    onChange: (listener) => {
      tell = listener;
    },
  });
  const wait = (ms: number): void => {
    nowMs += ms;
  };
  return { attendedMs, wait, tell: (change: Change) => tell(change) };
}

describe("the time that a page is looked at", () => {
  test.each<[string, Change, Change]>([
    ["hidden", { visible: false }, { visible: true }],
    ["without the focus", { focused: false }, { focused: true }],
  ])("is without what passes while it is %s", (_, away, back) => {
    const { attendedMs, wait, tell } = page();
    wait(2_000);
    tell(away);
    wait(30_000);
    expect(attendedMs()).toBe(2_000);
    tell(back);
    wait(500);
    expect(attendedMs()).toBe(2_500);
    tell(away);
    wait(7);
    tell(back);
    expect(attendedMs()).toBe(2_500);
  });

  test("needs both: a page that is shown again but not focused is not looked at", () => {
    const { attendedMs, wait, tell } = page();
    tell({ focused: false });
    tell({ visible: false });
    wait(1_000);
    tell({ visible: true });
    wait(1_000);
    expect(attendedMs()).toBe(0);
    tell({ focused: true });
    wait(10);
    expect(attendedMs()).toBe(10);
  });

  test("begins with the first look at a page that opened behind others", () => {
    const { attendedMs, wait, tell } = page(false, false);
    wait(9_000);
    tell({ visible: true });
    tell({ focused: true });
    wait(40);
    expect(attendedMs()).toBe(40);
  });

  test("does not count twice what is told twice, nor run back with the clock", () => {
    const { attendedMs, wait, tell } = page();
    wait(100);
    tell({ focused: true });
    tell({ visible: true });
    wait(100);
    expect(attendedMs()).toBe(200);
    wait(-5_000);
    expect(attendedMs()).toBe(100);
    tell({ visible: true });
    wait(1);
    expect(attendedMs()).toBe(101);
  });

  test("is the sum of the spans in which it was visible and focused", () => {
    const change = fc.record({ visible: fc.boolean(), focused: fc.boolean() }, { requiredKeys: [] });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(10_000), change)), (steps) => {
        const { attendedMs, wait, tell } = page();
        let now = { visible: true, focused: true };
        let sumMs = 0;
        for (const [ms, next] of steps) {
          wait(ms);
          if (now.visible && now.focused) sumMs += ms;
          tell(next);
          now = { ...now, ...next };
          expect(attendedMs()).toBe(sumMs);
        }
      }),
    );
  });
});

describe("the watch of a page", () => {
  beforeEach(() => vi.resetModules());
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  test("follows the document's visibility and the window's focus", async () => {
    const clock = vi.spyOn(performance, "now").mockReturnValue(50);
    const page = new EventTarget();
    const file = Object.assign(new EventTarget(), { visibilityState: "visible", hasFocus: () => true });
    vi.stubGlobal("document", file);
    vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
    const { attendedMs } = await import("../../../src/platform/attention.ts");
    expect(attendedMs()).toBe(0);
    clock.mockReturnValue(80);
    expect(attendedMs()).toBe(30);
    file.visibilityState = "hidden";
    file.dispatchEvent(new Event("visibilitychange"));
    clock.mockReturnValue(1_000);
    expect(attendedMs()).toBe(30);
    file.visibilityState = "visible";
    file.dispatchEvent(new Event("visibilitychange"));
    page.dispatchEvent(new Event("blur"));
    clock.mockReturnValue(2_000);
    expect(attendedMs()).toBe(30);
    page.dispatchEvent(new Event("focus"));
    clock.mockReturnValue(2_005);
    expect(attendedMs()).toBe(35);
  });
});
