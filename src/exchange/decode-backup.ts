import type { EventId } from "../core/ids.ts";
import type { OsteonEvent } from "../core/log/event.ts";
import { decodeEvent } from "../core/log/event-schema.ts";
import type { LogExport } from "../core/log/log-export.ts";
import { BACKUP_LIMITS, type BackupProblem, type BackupStamp, type OnJobProgress } from "./backup-format.ts";
import { canonicalJson } from "./canonical.ts";
import { BackupChecksum, BLOCK_EVENTS } from "./checksum.ts";
import { decodeHead, type Head } from "./decode-head.ts";
import { isProblem, problem } from "./problem.ts";

export interface DecodedBackup extends BackupStamp {
  readonly progress: LogExport;
}
export type BackupResult = DecodedBackup | { readonly problem: BackupProblem };

/**
 * Reads a backup: all of it, or the sentence that says what is wrong. Never throws, whatever the text.
 * @param text the content of the file
 */
export async function decodeBackup(text: string, onProgress?: OnJobProgress): Promise<BackupResult> {
  if (text.length > BACKUP_LIMITS.characters) return { problem: problem("backup_tooLarge") };
  let json: unknown;
  try {
    json = JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch {
    // What the parser would say means nothing to a reader of the interface.
    return { problem: problem("backup_notJson") };
  }
  const head = decodeHead(json);
  if (isProblem(head)) return { problem: head };
  const events = await decodeEvents(head, onProgress);
  if (isProblem(events)) return { problem: events };
  const { settings, decks, exportedAtMs, appVersion } = head;
  return { progress: { events, settings, decks }, exportedAtMs, appVersion };
}

async function decodeEvents(head: Head, onProgress?: OnJobProgress): Promise<OsteonEvent[] | BackupProblem> {
  const checksum = new BackupChecksum(head.canonical);
  const total = head.events.length;
  const byId = new Map<EventId, OsteonEvent>();
  for (let start = 0; start < total; start += BLOCK_EVENTS) {
    const lines: string[] = [];
    for (const [i, value] of head.events.slice(start, start + BLOCK_EVENTS).entries()) {
      const event = eventAt(value, start + i + 1);
      if (isProblem(event)) return event;
      const line = canonicalJson(event);
      const known = byId.get(event.id);
      if (known && canonicalJson(known) !== line) return problem("backup_conflict", start + i + 1, event.id);
      // The same event twice says nothing new.
      if (!known) byId.set(event.id, event);
      lines.push(line);
    }
    await checksum.addBlock(lines);
    onProgress?.(Math.min(total, start + BLOCK_EVENTS), total);
  }
  return (await checksum.value()) === head.checksum ? [...byId.values()] : problem("backup_changed");
}

/** @param place in the file, from 1 */
function eventAt(value: unknown, place: number): OsteonEvent | BackupProblem {
  const decoded = decodeEvent(value);
  return "problem" in decoded ? problem("backup_event", place, decoded.problem) : decoded.event;
}
