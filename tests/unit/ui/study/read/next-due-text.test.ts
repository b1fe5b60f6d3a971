import { describe, expect, it } from "vitest";
import "../../../../support/gallery/browser-stub.ts";
import { nextDueText } from "../../../../../src/ui/study/read/next-due-text.ts";

/** November 2026, local time; the 23rd is a Monday. */
const at = (day: number, hour: number, minute = 0): number => new Date(2026, 10, day, hour, minute).getTime();
/** ICU puts a narrow no-break space before AM and PM. */
const text = (atMs: number, nowMs: number): string => nextDueText(atMs, nowMs).replace(/\s/g, " ");

describe("nextDueText", () => {
  const now = at(23, 21, 30);

  it.each([
    [now - 1, "The next card is ready now."],
    [now + 1, "Next card in 1 minute."],
    [at(23, 21, 38), "Next card in 8 minutes."],
    [at(23, 23, 15), "Next card at 11:15 PM."],
    [at(24, 4), "Next card tomorrow, Tuesday at 4:00 AM."],
    [at(24, 0), "Next card tomorrow, Tuesday at 12:00 AM."],
    [at(24, 17, 5), "Next card tomorrow, Tuesday at 5:05 PM."],
    [at(27, 4), "Next card on Friday."],
    [at(30, 4), "Next card on Monday, November 30."],
  ])("%i", (atMs, sentence) => {
    expect(text(atMs, now)).toBe(sentence);
  });

  it("counts minutes across midnight rather than calling them tomorrow", () => {
    expect(text(at(24, 0, 5), at(23, 23, 55))).toBe("Next card in 10 minutes.");
  });

  it("says neither today nor tomorrow of the coming morning once midnight has passed", () => {
    expect(text(at(24, 4), at(24, 0, 30))).toBe("Next card at 4:00 AM.");
  });
});
