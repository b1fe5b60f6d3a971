import { expect, it } from "vitest";
import { wholeNumberIn } from "../../../../src/ui/options/NumberSetting.tsx";

const LIMITS = { min: 70, max: 97 };

it.each([
  ["70", 70],
  ["97", 97],
  [" 85 % ", 85],
  ["69", null],
  ["98", null],
  ["85.5", null],
  ["-85", null],
  ["8e1", null],
  ["", null],
  ["most", null],
])("reads %j", (text, number) => {
  expect(wholeNumberIn(text, LIMITS)).toBe(number);
});
