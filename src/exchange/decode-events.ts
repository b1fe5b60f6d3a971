import type { OsteonEvent } from "../core/event.ts";
import { decodeEvent } from "../core/event-schema.ts";
import type { EventId } from "../core/ids.ts";
import type { BackupProblem } from "./backup-format.ts";
import { canonicalJson } from "./canonical.ts";
import { BackupChecksum, BLOCK_EVENTS } from "./checksum.ts";
import { isProblem, problem } from "./problem.ts";

/** The events of a backup, one after the other: checked, each id once, and counted into the checksum. */
export class EventReader {
  readonly #checksum = new BackupChecksum();
  readonly #byId = new Map<EventId, OsteonEvent>();
  #lines: string[] = [];
  #done = 0;

  /**
   * @param place in the file, from 1
   * @returns what is wrong with it; null where nothing is
   */
  add(value: unknown, place: number): BackupProblem | null {
    const event = eventAt(value, place);
    if (isProblem(event)) return event;
    const line = canonicalJson(event);
    const known = this.#byId.get(event.id);
    if (known && canonicalJson(known) !== line) return problem("backup_conflict", place, event.id);
    // The same event twice says nothing new.
    if (!known) this.#byId.set(event.id, event);
    this.#lines.push(line);
    return null;
  }

  /** Whether it must be closed before the next event. */
  get isBlockFull(): boolean {
    return this.#lines.length === BLOCK_EVENTS;
  }

  /** Hashes what was read since the last time. @returns how many events are done */
  async closeBlock(): Promise<number> {
    this.#done += this.#lines.length;
    const lines = this.#lines;
    this.#lines = [];
    await this.#checksum.addBlock(lines);
    return this.#done;
  }

  /** @param head what the checksum says of the head */
  async all(head: string): Promise<{ readonly events: OsteonEvent[]; readonly checksum: string }> {
    if (this.#lines.length > 0) await this.closeBlock();
    return { events: [...this.#byId.values()], checksum: await this.#checksum.value(head) };
  }
}

function eventAt(value: unknown, place: number): OsteonEvent | BackupProblem {
  const decoded = decodeEvent(value);
  return "problem" in decoded ? problem("backup_event", place, decoded.problem) : decoded.event;
}
