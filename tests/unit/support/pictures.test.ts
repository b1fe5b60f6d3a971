import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { difference } from "../../support/gallery/camera/compare.ts";
import { withFewColours } from "../../support/gallery/camera/palette.ts";
import { besideEachOther, halved, type Picture } from "../../support/gallery/camera/picture.ts";
import { asInPng, fromPng, toPng } from "../../support/gallery/camera/png.ts";

/** A picture of opaque pixels, from the colour of each. */
function drawn(width: number, height: number, colourAt: (x: number, y: number) => number): Picture {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = colourAt(x, y);
      data.set([colour >> 16, (colour >> 8) & 0xff, colour & 0xff, 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

const PAPER = 0xf8f3e9;
const INK = 0x282119;
const paper = (): Picture => drawn(60, 40, () => PAPER);

const pictures = fc
  .record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) })
  .chain(({ width, height }) =>
    fc
      .array(fc.integer({ min: 0, max: 0xffffff }), { minLength: width * height, maxLength: width * height })
      .map((colours) => drawn(width, height, (x, y) => colours[y * width + x] ?? 0)),
  );

describe("a stored picture", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        expect(fromPng(toPng(picture))).toEqual(asInPng(picture));
      }),
    );
  });

  it("keeps every colour where there are few", () => {
    const striped = drawn(32, 32, (x) => (x < 16 ? PAPER : INK + x));
    expect(asInPng(striped)).toEqual(striped);
  });

  it("has as many colours as it may, and keeps the one that fills it", () => {
    fc.assert(
      fc.property(pictures, fc.integer({ min: 2, max: 16 }), (picture, most) => {
        const framed = besideEachOther([picture]);
        const { palette, indices } = withFewColours(framed, most);
        expect(palette.length).toBeLessThanOrEqual(most);
        // The grey of the frame, in the corner.
        expect(palette[indices[0] ?? 0]).toEqual([0x80, 0x80, 0x80]);
      }),
    );
  });
});

it("halves a picture to the means of its pixels", () => {
  const chequered = drawn(4, 2, (x, y) => ((x + y) % 2 === 0 ? 0xff0000 : 0x00ff00));
  expect(halved(chequered)).toEqual(drawn(2, 1, () => 0x808000));
});

describe("two pictures", () => {
  const withSquare = (colour: number): Picture => drawn(60, 40, (x, y) => (x < 5 && y < 5 ? colour : PAPER));

  it("are the same with themselves", () => {
    expect(difference(paper(), paper())).toBeNull();
  });

  it("pass for the same where few pixels differ, or all by nearly nothing", () => {
    expect(
      difference(
        paper(),
        drawn(60, 40, (x, y) => (x % 9 === 0 && y % 9 === 0 ? INK : PAPER)),
      ),
    ).toBeNull();
    expect(
      difference(
        paper(),
        drawn(60, 40, () => PAPER - 0x010101),
      ),
    ).toBeNull();
  });

  it("differ where something small has another colour", () => {
    expect(difference(withSquare(0x2e6a55), withSquare(0x2e5a6a))?.what).toBe(
      "25 pixels of one square of 24 × 24 differ",
    );
  });

  it("differ where they are not of one size", () => {
    expect(
      difference(
        paper(),
        drawn(60, 41, () => PAPER),
      ),
    ).toEqual({
      what: "60 × 41 pixels, stored with 60 × 40",
      drawn: null,
    });
  });
});
