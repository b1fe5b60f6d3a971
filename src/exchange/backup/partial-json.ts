/** Codes of the characters that a JSON text is made of. */
export const [QUOTE, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN, CLOSE] = [34, 44, 58, 91, 93, 123, 125] as const;
const BACKSLASH = 92;

const SCALAR_END = /[ \t\n\r,\]}]/g;

/**
 * A value of a JSON text that arrives in pieces: what was looked at, and where that ends in its structure. It is put together
 * once, when its end is there: a deck comes in hundreds of pieces.
 */
export class BegunValue {
  #begun: string[] = [];
  #length = 0;
  #depth = 0;
  #inString = false;
  /** Backslashes with which the pieces end. */
  #slashes = 0;

  isBegun(): boolean {
    return this.#begun.length > 0;
  }

  /** Characters that were looked at. */
  get length(): number {
    return this.#length;
  }

  /** The first character, which stands at a place of the text if nothing was looked at yet. */
  first(text: string, at: number): number {
    return this.#begun[0]?.charCodeAt(0) ?? text.charCodeAt(at);
  }

  /** Nothing but the beginning of a value is left of a piece. */
  hold(rest: string): void {
    const slashes = slashesBefore(rest, rest.length);
    this.#slashes = slashes === rest.length ? this.#slashes + slashes : slashes;
    this.#begun.push(rest);
    this.#length += rest.length;
  }

  /** The whole value, of which this is the end; the next one begins. */
  endWith(rest: string): string {
    const text = [...this.#begun, rest].join("");
    this.#begun = [];
    [this.#length, this.#slashes] = [0, 0];
    return text;
  }

  /** Where the value ends that begins or goes on at a place; null where its end has not arrived. */
  endIn(text: string, from: number): number | null {
    const first = this.first(text, from);
    if (first !== QUOTE && first !== OPEN && first !== OPEN_LIST) return endOfScalar(text, from);
    let at = from;
    while (at < text.length) {
      if (this.#inString) {
        const quote = text.indexOf('"', at);
        if (quote < 0) break;
        this.#inString = this.#isEscaped(text, quote);
        at = quote + 1;
      } else {
        const code = text.charCodeAt(at);
        if (code === QUOTE) this.#inString = true;
        else if (code === OPEN || code === OPEN_LIST) this.#depth += 1;
        else if (code === CLOSE || code === CLOSE_LIST) this.#depth -= 1;
        at += 1;
      }
      if (this.#depth === 0 && !this.#inString) return at;
    }
    return null;
  }

  /** Whether the backslashes before a quote within a text are an odd number of them. */
  #isEscaped(text: string, quote: number): boolean {
    const slashes = slashesBefore(text, quote);
    return (slashes === quote ? slashes + this.#slashes : slashes) % 2 === 1;
  }
}

/** A number or a word ends before what stands behind it. */
function endOfScalar(text: string, from: number): number | null {
  SCALAR_END.lastIndex = from;
  return SCALAR_END.test(text) ? SCALAR_END.lastIndex - 1 : null;
}

/** How many there are at once before a place. */
function slashesBefore(text: string, place: number): number {
  let at = place;
  while (text.charCodeAt(at - 1) === BACKSLASH) at -= 1;
  return place - at;
}
