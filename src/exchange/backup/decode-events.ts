import type { EventId } from "../../core/ids.ts";
import { decodeEvent } from "../../core/log/decode.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isObject } from "../../core/log/fields.ts";
import { eventsOfVersion1, isOldCorrection } from "../../core/log/version-1.ts";
import { canonicalIfShallow, canonicalJson } from "../canonical.ts";
import { type Problem, problem } from "../problem.ts";
import { type BackupChecksum, BLOCK_EVENTS } from "./checksum.ts";
import { NamedByEvents } from "./event-limits.ts";
import { endlessChain, LONGEST_CHAIN } from "./undo-chains.ts";

/** In version 1 a correction named no reviews: which it means is found by going through all of its card. */
const MOST_LOOKED_THROUGH = 2_000_000;

/**
 * So many times as long as it stands in a file can canonical text be, and no more: half a surrogate becomes `\\ud800`, and
 * `1e20` a number of 21 digits.
 */
const MOST_LONGER = 6;

const TOO_DEEP = "nested too deep";

/** Events in the present form, each id once, or what is wrong with one of them. */
type Read = readonly Envelope[] | Problem;

/** The events of a backup, one after the other, as they come, and counted into the checksum. */
export class EventReader {
  readonly #checksum: BackupChecksum;
  /** In the present form, each once, and their ids. */
  readonly #events: Envelope[] = [];
  readonly #ids = new Set<EventId>();
  /** The events by their ids; null until one comes twice, which hardly any does. */
  #byId: Map<EventId, Envelope> | null = null;
  /** Those of the lines that brought them. */
  #characters = 0;
  /** Of version 1, whose events are understood only when all of them are there; with their places. */
  readonly #old = new Map<number, unknown>();
  /** The place of the first event of the present form. */
  #firstNew: number | null = null;
  readonly #named = new NamedByEvents();
  /** All of them, of whatever version, as the file has them. */
  readonly #values: unknown[] = [];
  /** Some went into the checksum as they stand in the file, be that the canonical text or not. */
  #isAsItStands = false;
  #lines: string[] = [];
  #done = 0;
  /** The hash of the block before: the browser works on it while the next one is read, and on no more than one. */
  #hashing: Promise<unknown> = Promise.resolve();

  constructor(checksum: BackupChecksum) {
    this.#checksum = checksum;
  }

  /**
   * @param place in the file, from 1
   * @param text of its line, where it has one. Nearly every file is as Osteon wrote it, and then that is the canonical
   * text; where the checksum says otherwise, see {@link inCanonicalText}
   * @returns what is wrong with it; null where nothing is
   */
  add(value: unknown, place: number, text: string | null = null): Problem | null {
    const line = text ?? canonicalIfShallow(value);
    if (line === null) return problem("backup_event", place, TOO_DEEP);
    this.#values.push(value);
    this.#isAsItStands ||= text !== null;
    this.#lines.push(line);
    // The version may stand behind the events. Those of version 1 name no device.
    if (isOld(value)) {
      this.#old.set(place, value);
      return null;
    }
    this.#firstNew ??= place;
    const before = this.#events.length;
    const wrong = this.#take(value, place);
    if (this.#events.length > before) this.#characters += line.length + 1;
    // What is nested too deep is no event either; it is told as that, however it was written.
    return wrong && canonicalIfShallow(value) === null ? problem("backup_event", place, TOO_DEEP) : wrong;
  }

  /** Counts all of them into a checksum by their canonical text. @returns whether that is another than they were counted by */
  async inCanonicalText(checksum: BackupChecksum): Promise<boolean> {
    for (let start = 0; start < this.#values.length; start += BLOCK_EVENTS) {
      const lines = this.#values.slice(start, start + BLOCK_EVENTS).map(canonicalJson);
      await checksum.addBlock(lines);
    }
    return this.#isAsItStands;
  }

  /** At most so many characters do the lines of its events take, each with what ends it. None of version 1 is among them. */
  get mostCharacters(): number {
    return MOST_LONGER * this.#characters;
  }

  /** Whether it must be closed before the next event. */
  get isBlockFull(): boolean {
    return this.#lines.length === BLOCK_EVENTS;
  }

  /** Has hashed what was read since the last time. @returns how many events were read */
  async closeBlock(): Promise<number> {
    await this.#hashing;
    this.#done += this.#lines.length;
    this.#hashing = this.#checksum.addBlock(this.#lines);
    this.#lines = [];
    return this.#done;
  }

  /** Closes the last block, which may hold fewer events than others. */
  async end(): Promise<void> {
    if (this.#lines.length > 0) await this.closeBlock();
  }

  /** @param settings those of a backup of version 1; null for the present version */
  all(settings: Readonly<Record<string, unknown>> | null): Read {
    if (settings === null) {
      const [lost] = this.#old.keys();
      return lost === undefined ? this.#taken() : problem("backup_event", lost, "device: is missing");
    }
    if (this.#firstNew !== null) return problem("backup_event", this.#firstNew, "device: is not of version 1");
    const tangled = this.#tangledOld();
    if (tangled !== null) return problem("backup_event", tangled, "too many corrections of one card");
    const places = [...this.#old.keys()];
    for (const [i, value] of eventsOfVersion1([...this.#old.values()], settings).entries()) {
      const wrong = this.#take(value, places[i] ?? 0);
      if (wrong) return wrong;
    }
    return this.#taken();
  }

  /** The place of a correction of version 1 for whose card the corrections have too much to look through; else null. */
  #tangledOld(): number | null {
    const counts = new Map<unknown, { rows: number; corrections: number }>();
    for (const [place, value] of this.#old) {
      const { card, kind } = isObject(value) ? value : {};
      const count = counts.get(card) ?? { rows: 0, corrections: 0 };
      count.rows += 1;
      count.corrections += isOldCorrection(kind) ? 1 : 0;
      counts.set(card, count);
      if (count.rows * count.corrections > MOST_LOOKED_THROUGH) return place;
    }
    return null;
  }

  #taken(): Read {
    const events = this.#events;
    const top = endlessChain(events);
    if (top === null) return events;
    const place = events.findIndex(({ id }) => id === top) + 1;
    return problem("backup_event", place, `undoes: more than ${LONGEST_CHAIN} undos of undos`);
  }

  #take(value: unknown, place: number): Problem | null {
    const decoded = decodeEvent(value);
    if ("problem" in decoded) return problem("backup_event", place, decoded.problem);
    const { event } = decoded;
    const tooMuch = this.#named.add(event);
    if (tooMuch) return problem("backup_event", place, `${tooMuch.field}: more than ${tooMuch.what}`);
    if (this.#ids.add(event.id).size > this.#events.length) {
      this.#events.push(event);
      this.#byId?.set(event.id, event);
      return null;
    }
    // The same event twice says nothing new.
    this.#byId ??= new Map(this.#events.map((one) => [one.id, one]));
    const known = this.#byId.get(event.id);
    return canonicalIfShallow(known) === canonicalIfShallow(event) ? null : problem("backup_conflict", place, event.id);
  }
}

const MOST_FIELDS = 20;
const LONGEST_TEXT = 300;

/**
 * Whether it may be an event of version 1: an object without a device, of few short values, and in it at most one more
 * such object, what was promised. So a file of them takes no more memory than its text.
 */
const isOld = (value: unknown): value is object =>
  isObject(value) &&
  !Object.hasOwn(value, "device") &&
  isSmall(value, (field) => isScalar(field) || (isObject(field) && isSmall(field, isScalar)));

const isSmall = (value: object, fits: (field: unknown) => boolean): boolean => {
  const fields = Object.values(value);
  return fields.length <= MOST_FIELDS && fields.every(fits);
};

const isScalar = (value: unknown): boolean =>
  typeof value === "string" ? value.length <= LONGEST_TEXT : typeof value !== "object" || value === null;
