/** The last value of a key counts, unless it was replaced knowingly by one whose clock was right. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DeviceId, type EventId, makeEventId } from "../../../../src/core/ids.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import type { RegisterEvent, SettingEvent } from "../../../../src/core/log/kinds.ts";
import { makeSeen, makeSetting, makeSwitch, makeUndo } from "../../../../src/core/log/make-event.ts";
import { heldRegisters } from "../../../../src/core/log/register.ts";
import { registerName } from "../../../../src/core/log/register-name.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { maker, NOW } from "../../../support/database/db-steps.ts";
import { shuffled } from "../../../support/database/histories.ts";
import { TEST_DECK } from "../../../support/samples/cards.ts";

const theme = (value: string, atMs: number, held: SettingEvent | null = null): SettingEvent =>
  makeSetting("theme", value, held, maker(atMs));
const held = (...events: readonly Envelope[]): unknown => heldRegisters(events).get("setting/theme")?.value;

describe("a setting", () => {
  const dark = theme("dark", NOW);
  const light = theme("light", NOW + 1000, dark);

  test("has the last value by time, then by id", () => {
    expect([held(), held(dark), held(dark, light), held(light, dark)]).toEqual([undefined, "dark", "light", "light"]);
    const [a, b] = [theme("system", NOW), theme("dark", NOW)].sort((x, y) => (x.id < y.id ? -1 : 1));
    if (!a || !b) throw new Error("two were made");
    expect(held(b, a)).toBe(b.value);
  });

  test("that a clock set years ahead is replaced by one that is set now", () => {
    const far = theme("dark", NOW + 4000 * DAY_MS);
    const now = theme("light", NOW, far);
    expect(now.atMs).toBe(NOW);
    expect([held(far, now), held(now, far)]).toEqual(["light", "light"]);
    // What another device chooses later, which knows of neither, comes after both.
    expect(held(far, now, theme("system", NOW + 5000))).toBe("system");
  });

  test("whose last value was taken back has the one before", () => {
    expect(held(dark, light, makeUndo(light, maker(NOW + 2000)))).toBe("dark");
    expect(held(dark, makeUndo(dark, maker(NOW + 2000)))).toBeUndefined();
  });

  test("is not replaced by an event of another key, whatever that names", () => {
    const other = { ...makeSetting("newPerDay", 3, null, maker(NOW + 5000)), replaces: dark.id };
    expect(held(dark, other)).toBe("dark");
  });

  test("of two that replace each other, which nobody makes, has none, whatever order they come in", () => {
    const one = { ...dark, replaces: light.id };
    expect([held(one, light), held(light, one)]).toEqual([undefined, undefined]);
  });
});

test("each kind has registers of its own, and events of other kinds set none", () => {
  const seen = makeSeen("theme", maker(NOW));
  const off = makeSwitch(TEST_DECK, "chapter", false, null, maker(NOW));
  const unknown = { ...theme("dark", NOW), kind: "later-setting" };
  const names = [...heldRegisters([theme("dark", NOW), seen, off, unknown]).keys()];
  expect(names.sort()).toEqual(["seen/theme", "setting/theme", "switch/test-deck/chapter"]);
});

const registers: fc.Arbitrary<RegisterEvent[]> = fc
  .array(
    fc.record({ key: fc.constantFrom("x", "y"), value: fc.nat(3), atMs: fc.nat(6), replaces: fc.option(fc.nat(9)) }),
    { minLength: 1, maxLength: 9 },
  )
  .map((all) => {
    const ids = all.map(({ atMs }, i) => makeEventId(atMs, new Uint8Array(10).fill(i)));
    return all.map(({ key, value, atMs, replaces }, i) => ({
      kind: "setting",
      id: ids[i] as EventId,
      device: "0123456789abcdef" as DeviceId,
      atMs,
      offsetMinutes: 0,
      studyDay: 0,
      key,
      value,
      ...(replaces !== null && { replaces: ids[replaces % ids.length] as EventId }),
    }));
  });

test("a register depends on the events of its own key alone, in whatever order they arrive", () => {
  fc.assert(
    fc.property(
      registers.chain((events) => fc.record({ events: fc.constant(events), mixed: shuffled(events) })),
      ({ events, mixed }) => {
        const all = heldRegisters(events);
        expect(heldRegisters(mixed)).toEqual(all);
        for (const name of new Set(events.map(registerName))) {
          expect(heldRegisters(events.filter((event) => registerName(event) === name)).get(name)).toEqual(
            all.get(name),
          );
        }
      },
    ),
  );
});
