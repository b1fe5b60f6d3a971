import fc from "fast-check";
import { expect, it, test } from "vitest";
import { LETTERS, openingScale, wholeScale } from "../../../../../src/ui/progress/map/scales.ts";
import { boneMap } from "../../../cards/built-map.ts";

const { sheets } = boneMap;

/** What the frame has in windows of that width: beside it stands the legend, where there is room. */
const ROOMS = {
  900: { width: 858, height: 620, rem: 16 },
  3840: { width: 3130, height: 2010, rem: 29.6 },
} as const;

test.each([900, 3840] as const)("letters can be read on every sheet in a window of %i px", (window) => {
  expect(sheets.length).toBeGreaterThan(15);
  const small = sheets.filter((sheet) => {
    const scale = openingScale(sheet, ROOMS[window]);
    return scale * LETTERS.name < 12 || scale * LETTERS.words < 10;
  });
  expect(small.map(({ id }) => id)).toEqual([]);
});

it("draws no letter coarse at 3840 px, and fills the frame with the sheets that are large enough", () => {
  const room = ROOMS[3840];
  for (const sheet of sheets) {
    const scale = openingScale(sheet, room);
    expect([sheet.id, scale * LETTERS.name <= 34]).toEqual([sheet.id, true]);
  }
  for (const sheet of sheets.filter(({ width }) => width > 1200)) {
    const filled = (openingScale(sheet, room) * sheet.width) / room.width;
    expect([sheet.id, filled > 0.75 && filled <= 1]).toEqual([sheet.id, true]);
  }
});

it("shrinks letters below what can be read only where the whole is asked for", () => {
  const side = fc.integer({ min: 100, max: 4000 });
  const room = fc.record({ width: side, height: side, rem: fc.integer({ min: 9, max: 40 }) });
  fc.assert(
    fc.property(fc.record({ width: side, height: side }), room, (sheet, frame) => {
      const [whole, opening] = [wholeScale(sheet, frame), openingScale(sheet, frame)];
      expect(opening).toBeGreaterThanOrEqual(whole);
      expect(opening * LETTERS.name).toBeGreaterThanOrEqual(12 - 1e-9);
      expect(sheet.width * whole).toBeLessThanOrEqual(frame.width + 1e-9);
      expect(sheet.height * whole).toBeLessThanOrEqual(frame.height + 1e-9);
    }),
  );
});
