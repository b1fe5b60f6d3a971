import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digitValue, numbersIn, startsNumber } from "../../../../src/ui/review/numbers.ts";

describe("numbersIn", () => {
  it.each([
    ["0.7", [0.7]],
    ["0,7 %", [0.7]],
    [".5 to 1", [0.5, 1]],
    ["0.5–1", [0.5, 1]],
    ["none", []],
    ["\u0660\u066b\u0665", [0.5]],
    ["\u06f0\u066b\u06f7", [0.7]],
    ["\u0966.\u096b", [0.5]],
    ["\uff10\uff0e\uff15", [0.5]],
    ["0\u00b75", [0.5]],
    ["½", [0.5]],
    ["1½", [1.5]],
    ["1 1/2", [1.5]],
    ["1/2", [0.5]],
    ["3⁄4", [0.75]],
    ["-5", [-5]],
    ["\u22125", [-5]],
    ["5-7", [5, 7]],
    ["10²", [10]],
  ])("reads %j", (text, numbers) => {
    expect(numbersIn(text)).toEqual(numbers);
  });

  it("reads a number in the digits of any script as the same number", () => {
    const zeros = [0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xe50, 0x1040, 0xff10, 0x1d7ce, 0x1d7d8, 0x1e950];
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.constantFrom(...zeros), (number, zero) => {
        const written = [...String(number)].map((digit) => String.fromCodePoint(zero + Number(digit))).join("");
        expect(numbersIn(written)).toEqual([number]);
      }),
    );
  });
});

describe("keys", () => {
  it("know the digits of other scripts", () => {
    expect(["٥", "۵", "५", "５", "5"].map(digitValue)).toEqual([5, 5, 5, 5, 5]);
    expect(["a", "", "½", "10", "Digit5"].map(digitValue)).toEqual([null, null, null, null, null]);
  });

  it("begin a number or not", () => {
    expect(["7", "٥", ",", "٫", "½", "·"].every(startsNumber)).toBe(true);
    expect(["a", "Enter", " ", "/", ""].some(startsNumber)).toBe(false);
  });
});
