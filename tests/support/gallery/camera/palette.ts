import type { Picture } from "./picture.ts";

/** A colour as 0xrrggbb, and how many pixels have it. */
interface Counted {
  readonly colour: number;
  readonly count: number;
}

const channel = (colour: number, place: number): number => (colour >> (16 - 8 * place)) & 0xff;

/** The channel in which colours lie furthest apart, and how far. */
function widest(box: readonly Counted[]): { readonly place: number; readonly range: number } {
  let best = { place: 0, range: -1 };
  for (const place of [0, 1, 2]) {
    let low = 255;
    let high = 0;
    for (const { colour } of box) {
      low = Math.min(low, channel(colour, place));
      high = Math.max(high, channel(colour, place));
    }
    if (high - low > best.range) best = { place, range: high - low };
  }
  return best;
}

/**
 * The colours of a picture, brought down to so many: boxes of colours are halved where they are widest, and each box shows
 * the colour that most of its pixels have, so that a colour that fills a surface is kept as it is (median cut after
 * Heckbert, "Color image quantization for frame buffer display", SIGGRAPH 1982, with another colour for each box).
 * @returns the colours, most used first, and for each pixel which of them it has
 */
export function withFewColours(
  { width, height, data }: Picture,
  most: number,
): { readonly palette: number[][]; readonly indices: Uint8Array } {
  const colours = new Uint32Array(width * height);
  const counts = new Map<number, number>();
  // Surfaces are of one colour over many pixels, which are counted together.
  let colour = 0;
  let run = 0;
  for (let pixel = 0, at = 0; pixel < colours.length; pixel += 1, at += 4) {
    const next = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
    colours[pixel] = next;
    if (next !== colour) {
      if (run > 0) counts.set(colour, (counts.get(colour) ?? 0) + run);
      colour = next;
      run = 0;
    }
    run += 1;
  }
  if (run > 0) counts.set(colour, (counts.get(colour) ?? 0) + run);
  const boxes = [[...counts].map(([each, count]): Counted => ({ colour: each, count }))];
  const spans = boxes.map(widest);
  while (boxes.length < most) {
    const place = spans.reduce((best, span, at) => (span.range > (spans[best]?.range ?? 0) ? at : best), 0);
    const { place: by, range } = spans[place] ?? { place: 0, range: 0 };
    const box = boxes[place];
    if (box === undefined || range === 0) break;
    // In the middle of the range: text has few pixels of each shade, and all shades count.
    const values = box.map((one) => channel(one.colour, by));
    const middle = Math.min(...values) + range / 2;
    const isLow = (one: Counted): boolean => channel(one.colour, by) < middle;
    const halves = [box.filter(isLow), box.filter((one) => !isLow(one))];
    boxes.splice(place, 1, ...halves);
    spans.splice(place, 1, ...halves.map(widest));
  }
  const sizes = boxes.map((box) => box.reduce((sum, { count }) => sum + count, 0));
  const order = boxes.map((_, at) => at).sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0));
  const indexOf = new Map<number, number>();
  const palette = order.map((at, index) => {
    let best: Counted = { colour: 0, count: 0 };
    for (const one of boxes[at] ?? []) {
      indexOf.set(one.colour, index);
      if (one.count > best.count || (one.count === best.count && one.colour < best.colour)) best = one;
    }
    return [0, 1, 2].map((place) => channel(best.colour, place));
  });
  const indices = new Uint8Array(colours.length);
  let index = 0;
  for (let pixel = 0; pixel < colours.length; pixel += 1) {
    if (pixel === 0 || colours[pixel] !== colours[pixel - 1]) index = indexOf.get(colours[pixel] ?? 0) ?? 0;
    indices[pixel] = index;
  }
  return { palette, indices };
}
