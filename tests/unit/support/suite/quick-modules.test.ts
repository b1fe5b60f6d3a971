import { setFlagsFromString } from "node:v8";
import { expect, test } from "vitest";
import * as names from "../../../../src/core/deck/same-name.ts";

/** Whether V8 knows the shape of an object; it says so in its own language alone. */
function hasShape(value: object): boolean {
  setFlagsFromString("--allow-natives-syntax");
  try {
    return new Function("value", "return %HasFastProperties(value)")(value);
  } finally {
    setFlagsFromString("--no-allow-natives-syntax");
  }
}

test("the exports of a module have a shape, which those of a module that was just made have not", () => {
  expect(hasShape(Object.create(null))).toBe(false);
  expect(hasShape(names)).toBe(true);
});
