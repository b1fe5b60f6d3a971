/** How many values a digit has, and by how many bits one stands behind the next. */
const DIGITS = 2 ** 16;

/**
 * The places of some numbers, in the order of the numbers; of equal ones, in the order of their places. By their digits, from
 * the lowest on, which compares nothing: a log has some hundred thousand.
 * @param values whole, and no more than 2^53 from each other
 */
export function placesInOrder(values: Float64Array): Uint32Array<ArrayBuffer> {
  let places = new Uint32Array(values.length);
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let isInOrder = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    places[i] = i;
    if (value < most) isInOrder = false;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  if (isInOrder) return places;
  let others = new Uint32Array(places.length);
  const starts = new Uint32Array(DIGITS + 1);
  for (let unit = 1; unit <= most - least; unit *= DIGITS) {
    const digitOf = (place: number): number => Math.floor(((values[place] ?? 0) - least) / unit) % DIGITS;
    starts.fill(0);
    for (const place of places) starts[digitOf(place) + 1] = (starts[digitOf(place) + 1] ?? 0) + 1;
    for (let digit = 0; digit < DIGITS; digit++) starts[digit + 1] = (starts[digit + 1] ?? 0) + (starts[digit] ?? 0);
    for (const place of places) {
      const digit = digitOf(place);
      const to = starts[digit] ?? 0;
      others[to] = place;
      starts[digit] = to + 1;
    }
    [places, others] = [others, places];
  }
  return places;
}
