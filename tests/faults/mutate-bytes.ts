/** Changes of files that keep them nearly whole: numbers become other likely numbers, pieces move, bits flip. */
import type { Draw } from "./mutate.ts";

/** A number of a file: where it stands, how many bytes it has, and whether the highest comes first. */
export interface Field {
  readonly at: number;
  readonly bytes: 1 | 2 | 3 | 4;
  readonly highFirst?: boolean;
}

export const one = <T>(list: readonly T[], draw: Draw): T => {
  const chosen = list[draw(list.length)];
  if (chosen === undefined) throw new Error("nothing to choose from");
  return chosen;
};

/** Sets a number to one that lies near, at an end of what its bytes can say, or that another place of the file has. */
export function changeField(bytes: Uint8Array, { at, bytes: count, highFirst = false }: Field, draw: Draw): void {
  const place = (i: number): number => at + (highFirst ? count - 1 - i : i);
  let value = 0;
  for (let i = 0; i < count; i++) value += (bytes[place(i)] ?? 0) * 256 ** i;
  const most = 256 ** count - 1;
  const likely = [
    value + 1,
    value - 1,
    0,
    1,
    most,
    most - 1,
    value * 2,
    value >> 1,
    draw(most),
    draw(256),
    bytes.length,
  ];
  const chosen = one(likely, draw);
  for (let i = 0; i < count; i++) bytes[place(i)] = Math.floor(Math.max(0, chosen) / 256 ** i) % 256;
}

/** Flips bits, copies a piece over another, or cuts the end off. */
export function damage(bytes: Uint8Array<ArrayBuffer>, draw: Draw, from = 0): Uint8Array<ArrayBuffer> {
  const kind = draw(8);
  if (kind === 0) return bytes.slice(0, from + draw(bytes.length - from));
  if (kind === 1) {
    const length = draw(64);
    const [source, target] = [from + draw(bytes.length - from), from + draw(bytes.length - from)];
    bytes.copyWithin(target, source, source + length);
    return bytes;
  }
  for (let i = 0; i <= draw(4); i++) {
    const at = from + draw(bytes.length - from);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << draw(8));
  }
  return bytes;
}
