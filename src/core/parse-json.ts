/** JSON parsed piece by piece: what `JSON.parse` does at once keeps a page from drawing for as long as it takes. */

/** A piece ends behind the first item of a list that reaches this many characters: some milliseconds' worth. */
const PIECE = 50_000;

/**
 * Yields after each piece; the value that `JSON.parse` would give is returned. Lists at the top of the text, and lists that
 * are members of an object there, are parsed some items at a time; whatever else stands there, as a whole.
 * @param pieceLength another one, for tests
 * @throws SyntaxError where the text is no JSON
 */
export function* jsonInPieces(text: string, pieceLength = PIECE): Generator<void, unknown, void> {
  const start = skipSpace(text, 0);
  if (text[start] === "[") {
    const list = yield* listInPieces(text, start, pieceLength);
    return endsAt(text, list.end, list.items);
  }
  if (text[start] !== "{") return JSON.parse(text);
  const members: [string, unknown][] = [];
  let at = skipSpace(text, start + 1);
  if (text[at] === "}") return endsAt(text, at + 1, {});
  for (;;) {
    if (text[at] !== '"') throw wrongAt(at);
    const endOfName = skipText(text, at);
    const name: unknown = JSON.parse(text.slice(at, endOfName));
    at = skipSpace(text, endOfName);
    if (text[at] !== ":") throw wrongAt(at);
    at = skipSpace(text, at + 1);
    if (text[at] === "[") {
      const list = yield* listInPieces(text, at, pieceLength);
      members.push([String(name), list.items]);
      at = list.end;
    } else {
      const end = skipValue(text, at);
      members.push([String(name), JSON.parse(text.slice(at, end))]);
      if (end - at > pieceLength) yield;
      at = end;
    }
    at = skipSpace(text, at);
    // As an own member each, whatever its name is.
    if (text[at] === "}") return endsAt(text, at + 1, Object.fromEntries(members));
    if (text[at] !== ",") throw wrongAt(at);
    at = skipSpace(text, at + 1);
  }
}

function endsAt<T>(text: string, end: number, value: T): T {
  const at = skipSpace(text, end);
  if (at < text.length) throw wrongAt(at);
  return value;
}

/** @param start the place of its bracket */
function* listInPieces(
  text: string,
  start: number,
  pieceLength: number,
): Generator<void, { readonly items: readonly unknown[]; readonly end: number }, void> {
  const items: unknown[] = [];
  let from = skipSpace(text, start + 1);
  if (text[from] === "]") return { items, end: from + 1 };
  for (let at = from; ; ) {
    at = skipSpace(text, skipValue(text, at));
    const isEnd = text[at] === "]";
    if (!isEnd && text[at] !== ",") throw wrongAt(at);
    if (isEnd || at - from > pieceLength) {
      const piece: unknown = JSON.parse(`[${text.slice(from, at)}]`);
      // The list is not empty, so that a piece without an item is what stands behind a comma too many.
      if (!Array.isArray(piece) || piece.length === 0) throw wrongAt(from);
      for (const item of piece) items.push(item);
      if (isEnd) return { items, end: at + 1 };
      yield;
      from = at + 1;
    }
    at = skipSpace(text, at + 1);
  }
}

const wrongAt = (at: number): SyntaxError => new SyntaxError(`no JSON at ${at}`);

function skipSpace(text: string, from: number): number {
  let at = from;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return at;
  }
}

/** Behind a text. @param from the place of its first quotation mark */
function skipText(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return end + 1;
  }
  throw wrongAt(text.length);
}

/** Behind a value, of which only quotation marks and brackets are looked at: whether it is one says who parses it. */
function skipValue(text: string, from: number): number {
  const marks = /["[\]{},]/g;
  marks.lastIndex = from;
  for (let depth = 0; ; ) {
    const mark = marks.exec(text);
    if (!mark) throw wrongAt(text.length);
    const [sign] = mark;
    if (depth === 0 && (sign === "," || sign === "]" || sign === "}")) return mark.index;
    if (sign === '"') marks.lastIndex = skipText(text, mark.index);
    else if (sign === "[" || sign === "{") depth++;
    else if (sign !== ",") depth--;
    if (depth === 0 && sign !== ",") return marks.lastIndex;
  }
}
