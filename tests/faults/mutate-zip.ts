import type { Draw } from "./mutate.ts";
import { changeField, damage, type Field, one } from "./mutate-bytes.ts";

const LOCAL: readonly (readonly [at: number, bytes: 2 | 4])[] = [
  [6, 2],
  [8, 2],
  [14, 4],
  [18, 4],
  [22, 4],
  [26, 2],
  [28, 2],
];
const ENTRY: typeof LOCAL = [
  [8, 2],
  [10, 2],
  [16, 4],
  [20, 4],
  [24, 4],
  [28, 2],
  [30, 2],
  [32, 2],
  [42, 4],
];
const END: typeof LOCAL = [
  [4, 2],
  [8, 2],
  [10, 2],
  [12, 4],
  [16, 4],
  [20, 2],
];

/** An archive with its table of contents changed, or an entry's own head, or its packed bytes, or its entries' order. */
export function mutateZip(archive: Uint8Array, draw: Draw): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(archive);
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  const count = view.getUint16(end + 10, true);
  const entries: number[] = [];
  for (let i = 0, at = view.getUint32(end + 16, true); i < count; i++) {
    entries.push(at);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  const entry = one(entries, draw);
  const local = view.getUint32(entry + 42, true);
  const kind = draw(8);
  if (kind === 0) return damage(bytes, draw, draw(2) === 0 ? local + 30 : entry);
  if (kind === 1) return withEntryAgain(bytes, entry, end);
  if (kind === 2) view.setUint32(entry + 42, view.getUint32(one(entries, draw) + 42, true), true);
  else if (kind === 3)
    bytes.copyWithin(entry + 46, one(entries, draw) + 46, entry + 46 + view.getUint16(entry + 28, true));
  else {
    const [base, fields] = one([[entry, ENTRY] as const, [local, LOCAL] as const, [end, END] as const], draw);
    for (let i = 0; i <= draw(2); i++) {
      const [at, size] = one(fields, draw);
      const field: Field = { at: base + at, bytes: size };
      changeField(bytes, field, draw);
      // Both places that say a size say the same, so that not the difference alone gives it away.
      if (base === entry && at >= 16 && at <= 24 && draw(2) === 0)
        bytes.copyWithin(local + at - 2, entry + at, entry + at + 4);
    }
  }
  return bytes;
}

/** The same file listed twice. */
function withEntryAgain(bytes: Uint8Array, entry: number, end: number): Uint8Array<ArrayBuffer> {
  const view = new DataView(bytes.buffer);
  const length = 46 + view.getUint16(entry + 28, true);
  const more = new Uint8Array(bytes.length + length);
  more.set(bytes.subarray(0, end));
  more.set(bytes.subarray(entry, entry + length), end);
  more.set(bytes.subarray(end), end + length);
  const after = new DataView(more.buffer);
  after.setUint16(end + length + 8, after.getUint16(end + length + 8, true) + 1, true);
  after.setUint16(end + length + 10, after.getUint16(end + length + 10, true) + 1, true);
  after.setUint32(end + length + 12, after.getUint32(end + length + 12, true) + length, true);
  return more;
}
