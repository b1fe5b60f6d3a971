import { type Problem, problem } from "../problem.ts";
import { BACKUP_LIMITS } from "./backup-format.ts";
import { type Lines, objectsOnLines } from "./backup-lines.ts";
import { BegunValue, CLOSE, CLOSE_LIST, COLON, COMMA, OPEN, OPEN_LIST, QUOTE } from "./partial-json.ts";

/** The lists of a backup that are read item by item, and the longest item of each, in characters. */
const LISTS = {
  /** A correction of the clock that names ten thousand reviews. */
  events: 350_000,
  ownDecks: BACKUP_LIMITS.deckCharacters,
} as const;
export type ListKey = keyof typeof LISTS;
const isListKey = (key: string): key is ListKey => Object.hasOwn(LISTS, key);

/**
 * What stands at the top of a backup: a field, or an item of one of its long lists, each as the text of its JSON; of an item
 * that stands on a line of its own, what it says as well. Of events many come at once, where each has such a line.
 */
export type Found =
  | { readonly kind: "field"; readonly key: string; readonly text: string }
  | { readonly kind: "list"; readonly key: ListKey }
  | { readonly kind: "item"; readonly key: ListKey; readonly text: string; readonly value?: unknown }
  | { readonly kind: "events"; readonly lines: Lines };

/** Stops the reading of a backup. Never leaves this folder: `decodeBackup` returns what it says. */
export class BackupError extends Error {
  readonly problem: Problem;

  constructor(what: Problem) {
    super(what.key);
    this.name = "BackupError";
    this.problem = what;
  }
}

/** All fields but the long lists together, in characters. A thousand decks with the longest names take half of it. */
const MAX_HEAD = 4_000_000;

/** Characters of events that are parsed at once; some hundred reviews. */
const AT_ONCE = 100_000;

const SPACE = /[^ \t\n\r]/g;

type State =
  | "start"
  | "firstKey"
  | "key"
  | "colon"
  | "value"
  | "afterValue"
  | "firstItem"
  | "item"
  | "afterItem"
  | "end";

/**
 * Takes a backup's JSON apart while it arrives. Only one item, or one field, stands in memory at a time: a file of the
 * permitted size that is parsed whole can be a hundred million objects. What is inside of them is for `JSON.parse`.
 */
export class BackupScanner {
  #state: State = "start";
  /** What has arrived and is not yet taken. */
  #text = "";
  #at = 0;
  #key = "";
  #list: ListKey = "events";
  #headLength = 0;
  /** Items of the list that were found. */
  #taken = 0;
  readonly #value = new BegunValue();
  /** Where the line ends in which items were found last; null where no more have ends. */
  #lineEnd: number | null = 0;
  /** Nothing has spoken against it that each item stands on a line of its own, as Osteon writes them. */
  #isByLines = true;
  /** Items that begin before this place are read one by one. */
  #singlyTo = 0;

  /** @throws BackupError where this can be no backup */
  *push(piece: string): Generator<Found> {
    const rest = this.#text.slice(this.#at);
    if (rest !== "") this.#value.hold(rest);
    this.#text = piece;
    this.#at = 0;
    this.#lineEnd = 0;
    this.#singlyTo = 0;
    for (;;) {
      if (!this.#value.isBegun() && !this.#skipSpace()) return;
      const found = this.#step();
      if (found === "more") return;
      if (found) yield found;
    }
  }

  /** @throws BackupError where something is missing at the end */
  end(): void {
    if (this.#state !== "end") throw notJson();
  }

  #skipSpace(): boolean {
    SPACE.lastIndex = this.#at;
    const isThere = SPACE.test(this.#text);
    this.#at = isThere ? SPACE.lastIndex - 1 : this.#text.length;
    return isThere;
  }

  #step(): Found | "more" | null {
    const code = this.#value.first(this.#text, this.#at);
    switch (this.#state) {
      case "start":
        if (code !== OPEN) throw new BackupError(problem("backup_notBackup"));
        return this.#go("firstKey");
      case "firstKey":
        if (code === CLOSE) return this.#go("end");
        return this.#takeKey(code);
      case "key":
        return this.#takeKey(code);
      case "colon":
        if (code !== COLON) throw notJson();
        return this.#go("value");
      case "value":
        return code === OPEN_LIST && isListKey(this.#key) ? this.#beginList(this.#key) : this.#takeField();
      case "afterValue":
        return this.#goOn(code, CLOSE, "key", "end");
      case "firstItem":
        if (code === CLOSE_LIST) return this.#go("afterValue");
        return this.#takeItem();
      case "item":
        return this.#takeItem();
      case "afterItem":
        return this.#goOn(code, CLOSE_LIST, "item", "afterValue");
      case "end":
        throw notJson();
    }
  }

  #go(state: State): null {
    this.#state = state;
    this.#at += 1;
    return null;
  }

  #goOn(code: number, close: number, next: State, behind: State): null {
    if (code !== COMMA && code !== close) throw notJson();
    return this.#go(code === COMMA ? next : behind);
  }

  #takeKey(code: number): "more" | null {
    if (code !== QUOTE) throw notJson();
    const text = this.#takeValue(MAX_HEAD - this.#headLength, () => problem("backup_notBackup"));
    if (text === null) return "more";
    this.#headLength += text.length;
    this.#key = String(parsed(text));
    this.#state = "colon";
    return null;
  }

  #takeField(): Found | "more" {
    const text = this.#takeValue(MAX_HEAD - this.#headLength, () => problem("backup_field", this.#key));
    if (text === null) return "more";
    this.#headLength += text.length;
    this.#state = "afterValue";
    return { kind: "field", key: this.#key, text };
  }

  #beginList(key: ListKey): Found {
    this.#list = key;
    this.#taken = 0;
    this.#go("firstItem");
    return { kind: "list", key };
  }

  #takeItem(): Found | "more" {
    const key = this.#list;
    const lines = key === "events" && this.#isByLines && !this.#value.isBegun() ? this.#eventsOnLines() : null;
    if (lines) {
      this.#taken += lines.values.length;
      this.#state = "afterItem";
      return { kind: "events", lines };
    }
    const line = this.#isByLines && !this.#value.isBegun() ? this.#itemOnLine(LISTS[key]) : null;
    if (line) {
      this.#at += line.text.length;
      this.#taken += 1;
      this.#state = "afterItem";
      return { kind: "item", key, ...line };
    }
    const tooLong = () =>
      key === "events"
        ? problem("backup_event", this.#taken + 1, "longer than an event can be")
        : problem("backup_deck", this.#taken + 1, "longer than a deck can be");
    const text = this.#takeValue(LISTS[key], tooLong);
    if (text === null) return "more";
    this.#taken += 1;
    this.#state = "afterItem";
    return { kind: "item", key, text };
  }

  /** Those that begin here, as far as they have arrived; null where they are to be read one by one. */
  #eventsOnLines(): Lines | null {
    const text = this.#text;
    if (this.#at < this.#singlyTo) return null;
    const end = text.lastIndexOf("},\n", this.#at + AT_ONCE) + 1;
    const lines = end > this.#at ? objectsOnLines(text.slice(this.#at, end), LISTS.events) : null;
    if (lines) this.#at = end;
    else this.#singlyTo = end > this.#at ? end : text.length;
    return lines;
  }

  /**
   * The object that begins here, where it ends with its line. What the browser can read from one brace to another is one
   * value, so it need not be looked through for its end. Null where it is to be looked for.
   */
  #itemOnLine(most: number): { readonly text: string; readonly value: unknown } | null {
    const text = this.#text;
    if (this.#lineEnd !== null && this.#lineEnd <= this.#at) {
      const found = text.indexOf("\n", this.#at);
      this.#lineEnd = found < 0 ? null : found;
    }
    if (this.#lineEnd === null || text.charCodeAt(this.#at) !== OPEN) return null;
    const end = text.charCodeAt(this.#lineEnd - 1) === COMMA ? this.#lineEnd - 1 : this.#lineEnd;
    if (text.charCodeAt(end - 1) !== CLOSE || end - this.#at > most) return null;
    const item = text.slice(this.#at, end);
    try {
      return { text: item, value: JSON.parse(item) };
    } catch {
      // Several on one line, or no JSON at all, which is told by who looks for the end.
      this.#isByLines = false;
      return null;
    }
  }

  /** The text of the value that begins here; null where its end has not arrived. */
  #takeValue(most: number, tooLong: () => Problem): string | null {
    const end = this.#value.endIn(this.#text, this.#at);
    if (this.#value.length + (end ?? this.#text.length) - this.#at > most) throw new BackupError(tooLong());
    if (end === null) return null;
    const text = this.#value.endWith(this.#text.slice(this.#at, end));
    this.#at = end;
    return text;
  }
}

/** @throws BackupError for what is no JSON */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What the parser would say means nothing to a reader of the interface.
    throw notJson();
  }
}

const notJson = (): BackupError => new BackupError(problem("backup_notJson"));
