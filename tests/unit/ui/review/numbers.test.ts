import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { digitValue, startsNumber } from "../../../../src/ui/review/digits.ts";
import { numbersIn } from "../../../../src/ui/review/numbers.ts";

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
    // As in Germany, and in most of the world.
    ["0,5", [0.5]],
    ["2,5 %", [2.5]],
    // As in Spain.
    ["0'5", [0.5]],
    ["2’5 %", [2.5]],
    ["0'125", [0.125]],
    ["½", [0.5]],
    ["1½", [1.5]],
    ["1 1/2", [1.5]],
    ["1/2", [0.5]],
    ["3⁄4", [0.75]],
    ["-5", [-5]],
    ["\u22125", [-5]],
    ["5-7", [5, 7]],
    ["10²", [100]],
    ["10^-2", [0.01]],
    ["5 × 10³", [5000]],
    ["5x10^3", [5000]],
    ["1e3", [1000]],
    ["2,5E-1", [0.25]],
    ["1,5·10⁻¹", [0.15]],
    ["5 eels", [5]],
    ["–5", [-5]],
    ["\uff0d5", [-5]],
    ["１／２", [0.5]],
    ["1 000", [1000]],
    ["1\u202f250\u202f000", [1_250_000]],
    ["1'000,5", [1000.5]],
    ["1 to 1 000", [1, 1000]],
    ["2024 100", [2024, 100]],
    ["1 100/200", [1.5]],
    ["1/0", []],
  ])("reads %j", (text, numbers) => {
    expect(numbersIn(text)).toEqual(numbers.map((number) => [number]));
  });

  it.each([
    ["1,000", [[1, 1000]]],
    ["1.000", [[1, 1000]]],
    ["12,500", [[12.5, 12_500]]],
    ["-1,000", [[-1, -1000]]],
    [
      "1,000 to 2.500",
      [
        [1, 1000],
        [2.5, 2500],
      ],
    ],
    ["\u0661\u060c\u0660\u0660\u0660", [[1, 1000]]],
    ["\uff11\uff0c\uff10\uff10\uff10", [[1, 1000]]],
  ])("gives %j both readings, since neither can be told from the other", (text, readings) => {
    expect(numbersIn(text)).toEqual(readings);
  });

  it.each([
    ["0,125", 0.125],
    ["00.125", 0.125],
    ["1,00", 1],
    ["1,0000", 1],
    ["1234,500", 1234.5],
    ["1,234.5", 1234.5],
    ["1.234,5", 1234.5],
    ["1,234.567", 1234.567],
    ["1,000,000", 1_000_000],
    ["1.000.000", 1_000_000],
    ["1.000.000,25", 1_000_000.25],
    ["12,34,567", 1_234_567],
    ["1,00,000.5", 100_000.5],
    ["1 000,500", 1000.5],
    ["1 000.5", 1000.5],
    ["\u0661\u066c\u0660\u0660\u0660", 1000],
    ["\u0661\u066b\u0660\u0660\u0660", 1],
    ["\u0661\u066c\u0660\u0660\u0660\u066b\u0665", 1000.5],
    ["1\u00b7000", 1],
    ["1'000.500", 1000.5],
  ])("lets the shape of %j decide", (text, number) => {
    expect(numbersIn(text)).toEqual([[number]]);
  });

  it("takes for a list what is written like no number", () => {
    expect(numbersIn("1,2,3")).toEqual([[1], [2], [3]]);
    expect(numbersIn("1.2,3.4")).toEqual([[1], [2], [3], [4]]);
    expect(numbersIn("0,000,000")).toEqual([[0], [0], [0]]);
  });

  it("reads what the browser itself writes in any place, among other readings at most", () => {
    const places = ["en", "de", "de-CH", "fr", "es", "hi", "ar-EG", "fa", "bn", "pt-PT", "sv", "my"];
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.nat({ max: 99_999_999 }),
        fc.nat({ max: 3 }),
        (place, units, digits) => {
          const number = units / 10 ** digits;
          const written = new Intl.NumberFormat(place, { maximumFractionDigits: 3 }).format(number);
          const [readings, ...others] = numbersIn(written);
          expect(readings).toContain(number);
          expect(others).toEqual([]);
        },
      ),
    );
  });

  it("reads a number in the digits of any script as the same number", () => {
    const zeros = [0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xe50, 0x1040, 0xff10, 0x1d7ce, 0x1d7d8, 0x1e950];
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.constantFrom(...zeros), (number, zero) => {
        const written = [...String(number)].map((digit) => String.fromCodePoint(zero + Number(digit))).join("");
        expect(numbersIn(written)).toEqual([[number]]);
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
    expect(["7", "٥", ",", "٫", "½", "·", "\u060c", ".", "-", "\u2212"].every(startsNumber)).toBe(true);
    expect(["a", "Enter", " ", "/", ""].some(startsNumber)).toBe(false);
  });
});
