/** Reads single fields of Protocol Buffers. Source: https://protobuf.dev/programming-guides/encoding/ */

const [VARINT, FIXED_64, LENGTH, FIXED_32] = [0, 1, 2, 5];

/** The last number under a field of a message; null where there is none, or the bytes are no message. */
export function numberField(message: Uint8Array, field: number): number | null {
  let found: number | null = null;
  for (let at = 0; at < message.length; ) {
    const tag = varint(message, at);
    if (!tag) return null;
    const [number, type] = [Math.floor(tag.value / 8), tag.value % 8];
    const value = type === FIXED_64 || type === FIXED_32 ? { value: 0, end: tag.end } : varint(message, tag.end);
    if (!value) return null;
    if (type === VARINT && number === field) found = value.value;
    if (![VARINT, FIXED_64, LENGTH, FIXED_32].includes(type)) return null;
    at = value.end + (type === LENGTH ? value.value : type === FIXED_64 ? 8 : type === FIXED_32 ? 4 : 0);
  }
  return found;
}

/** Numbers beyond 2^53 come out rounded; none that is asked for is so large. */
function varint(bytes: Uint8Array, start: number): { readonly value: number; readonly end: number } | null {
  let value = 0;
  for (let at = start, factor = 1; at < bytes.length && at < start + 10; at++, factor *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return { value, end: at + 1 };
  }
  return null;
}
