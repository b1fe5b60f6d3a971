/** Ways in which a backup file may be wrong: by accident, or because somebody made it so. */

/** A number from 0 to below `below`, from a seed; the same run after run. */
export type Draw = (below: number) => number;

/** Mulberry32. */
export function drawing(seed: number): Draw {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) % 2 ** 32) % below;
  };
}

const SCRIPT = '<img src=x onerror="alert(1)"><script>alert(1)</script>';
const JUNK: readonly unknown[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  "",
  SCRIPT,
  "\u202e\ud800 \u0000",
  "x".repeat(10_000),
  [],
  {},
  [[[[]]]],
  JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}'),
];

type Json = Record<string, unknown>;

/** Changes one thing of the file's content, anywhere in it. */
export function mutateContent(file: Json, draw: Draw): Json {
  const copy = structuredClone(file);
  const [holder, key] = place(copy, draw);
  const kind = draw(6);
  if (kind === 0) delete holder[key];
  else if (kind === 1) holder[`${key}x`] = holder[key];
  else if (kind === 2) Object.defineProperty(holder, "__proto__", { value: { polluted: true }, enumerable: true });
  else if (kind === 3 && Array.isArray(copy.events)) {
    const events = copy.events as Json[];
    const one = events[draw(events.length)];
    // The same id twice: as it is, or for another answer.
    if (one) events.push(draw(2) === 0 ? { ...one } : { ...one, studyDay: 1 });
  } else holder[key] = JUNK[draw(JUNK.length)];
  return copy;
}

/** Some object or list of the file, and one of its keys. */
function place(file: Json, draw: Draw): [Json, string] {
  let holder = file;
  for (;;) {
    const keys = Object.keys(holder);
    const key = keys[draw(keys.length)] ?? "x";
    const inner = holder[key];
    const isDeeper = typeof inner === "object" && inner !== null && Object.keys(inner).length > 0;
    if (!isDeeper || draw(4) === 0) return [holder, key];
    holder = inner as Json;
  }
}

/** Damages the file's bytes. */
export function mutateBytes(text: string, draw: Draw): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(new TextEncoder().encode(text));
  const kind = draw(4);
  if (kind === 0) return bytes.slice(0, draw(bytes.length));
  if (kind === 1) {
    for (let i = 0; i <= draw(5); i++) {
      // Not the first two, which could make it a zip: that is another reader's matter.
      const at = 2 + draw(bytes.length - 2);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << draw(8));
    }
    return bytes;
  }
  if (kind === 2) {
    const deep = `${"[".repeat(50_000)}${"]".repeat(50_000)}`;
    return new Uint8Array(
      new TextEncoder().encode(draw(2) ? deep : text.replace('"events": [', `"events": [${deep},`)),
    );
  }
  const at = draw(bytes.length);
  return new Uint8Array([...bytes.slice(0, at), ...bytes.slice(draw(bytes.length))]);
}
