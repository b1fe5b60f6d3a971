import { describe, expect, test } from "vitest";

const own = () => Object.getOwnPropertyNames(expect.getState());

describe("an expect that was made lighter", () => {
  // Twice: vitest fills the state anew for each test.
  test.each(["first", "second"])("counts in the %s test, and defines no more than the count", (name) => {
    expect(own()).toEqual(["assertionCalls"]);
    expect(expect.getState().assertionCalls).toBe(1);
    expect(expect.getState().currentTestName).toContain(`in the ${name} test`);
    expect(expect.getState().testPath).toMatch(/quick-expect\.test\.ts$/);
  });

  test("knows how many calls a test wants", () => {
    expect.assertions(2);
    expect(1).toBe(1);
    expect(expect.getState().expectedAssertionsNumber).toBe(2);
  });

  test.fails("fails where there are fewer", () => {
    expect.assertions(2);
    expect(1).toBe(1);
  });

  test.fails("fails where there are none", () => {
    expect.hasAssertions();
  });
});
