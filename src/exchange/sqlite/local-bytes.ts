/**
 * How much of a record stands in its page. Source: https://sqlite.org/fileformat2.html, "Cell Payload Overflow Pages".
 * @param usable bytes of a page
 */
export function localBytes(usable: number, payload: number, isTable: boolean): number {
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  if (payload <= most) return payload;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const filled = least + ((payload - least) % (usable - 4));
  return filled <= most ? filled : least;
}
