/** A list in pieces of so many at most, in its order. */
export function* slicesOf<Thing>(list: readonly Thing[], most: number): Generator<readonly Thing[]> {
  for (let start = 0; start < list.length; start += most) yield list.slice(start, start + most);
}
