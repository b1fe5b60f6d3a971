import type { LogExport } from "../../core/log/log-export.ts";
import type { OnProgress } from "../../core/progress.ts";
import { canonicalJson } from "../canonical.ts";
import { BACKUP_FORMAT, BACKUP_VERSION, type BackupStamp } from "./backup-format.ts";
import { BackupChecksum, BLOCK_EVENTS } from "./checksum.ts";

/**
 * The backup in parts that make up one JSON file, one deck of the user's own and one event on each line.
 * @throws RangeError for a time that is no date
 */
export async function* encodeBackupParts(
  log: LogExport,
  stamp: BackupStamp,
  onProgress?: OnProgress,
): AsyncGenerator<string> {
  const head = {
    format: BACKUP_FORMAT,
    version: BACKUP_VERSION,
    exportedAt: new Date(stamp.exportedAtMs).toISOString(),
    appVersion: stamp.appVersion,
    decks: log.decks.map(({ id, version }) => ({ id, version })),
  };
  const checksum = new BackupChecksum();
  const fields = Object.entries(head).map(([key, value]) => `${JSON.stringify(key)}: ${canonicalJson(value)},\n`);
  yield `{\n${fields.join("")}"ownDecks": [`;
  for (const [i, deck] of log.ownDecks.entries()) {
    const line = canonicalJson(deck);
    checksum.addDeck(line);
    yield `${i === 0 ? "" : ","}\n${line}`;
  }
  yield '\n],\n"events": [';
  const total = log.events.length;
  // The browser hashes a block while the next one is written, and no more than one stands in memory for it.
  let hashing: Promise<unknown> = Promise.resolve();
  for (let start = 0; start < total; start += BLOCK_EVENTS) {
    const lines = log.events.slice(start, start + BLOCK_EVENTS).map((event) => canonicalJson(event));
    await hashing;
    hashing = checksum.addBlock(lines);
    yield `${start === 0 ? "" : ","}\n${lines.join(",\n")}`;
    onProgress?.({ done: Math.min(total, start + BLOCK_EVENTS), total });
  }
  yield `\n],\n"checksum": "${await checksum.value(canonicalJson(head))}"\n}\n`;
}
