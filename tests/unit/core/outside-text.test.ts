import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { outsideText, shortened } from "../../../src/core/outside-text.ts";
import { anyCharacter } from "../../support/samples/any-character.ts";
import { holds } from "../../support/samples/holds.ts";

const inner = (text: string): string => outsideText(text).slice(1, -1);

describe("text from outside", () => {
  it("that is plain stays as it is, isolated", () => {
    expect(outsideText("osteon-2026-11-23.json")).toBe("\u2068osteon-2026-11-23.json\u2069");
    expect(inner("Größe, 骨, עצם, é e\u0301")).toBe("Größe, 骨, עצם, é e\u0301");
  });

  it.each([
    ["that turns the direction", "a\u202Egpj.exe", "agpj.exe"],
    ["that ends the isolation", "a\u2069\u2069\u202Eb", "ab"],
    ["of no width", "a\u200B\u200D\uFEFFb\u00AD", "ab"],
    ["of fillers", "a\u3164\u115F\u{E0041}b", "ab"],
    ["on many lines", " a\r\n\n\tb\u2028c\u0000\u0007d ", "a b c d"],
    ["under many marks", `a${"\u0301".repeat(500)}b`, "a\u0301\u0301\u0301b"],
    ["of half characters", "a\uD800b", "a\uFFFDb"],
  ])("%s loses that", (_, text, expected) => {
    expect(inner(text)).toBe(expected);
  });

  it("of any length is short, and never cut within a character", () => {
    expect(inner("x".repeat(33_000_000))).toBe(`${"x".repeat(120)}…`);
    expect(inner(`${"x".repeat(119)}\u{1F9B4}${"x".repeat(9)}`)).toBe(`${"x".repeat(119)}…`);
    expect(shortened("abc", 3)).toBe("abc");
  });

  it("is one short line without controls, whatever it is", () => {
    const nasty = fc.string({ unit: fc.constantFrom(..."a\u202E\u2066\u2069\u200B\n\u0000\uD83E\u0301\uFEFF ") });
    holds(
      fc.property(fc.oneof(nasty, fc.string({ unit: anyCharacter })), (text) => {
        const shown = inner(text);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u);
        expect(shown.length).toBeLessThanOrEqual(121);
      }),
    );
  });
});
