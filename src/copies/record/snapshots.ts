/** Snapshots: the whole log with the settings in one compact file, one for each day of study, rotated. */
import type { EventId } from "../../core/ids.ts";
import type { LogExport } from "../../core/log/log-export.ts";
import type { RecordFiles } from "../place.ts";
import { decodeRecord, encodeRecord, NOTHING } from "./codec.ts";
import { readJournal } from "./journal.ts";
import { nameSnapshot, SETTINGS_FILE, type SnapshotName, sealOf, snapshotsIn } from "./names.ts";
import { keptSnapshots } from "./rotation.ts";

/** The newest snapshot that can be read, with its name. */
async function newestSnapshot(
  files: RecordFiles,
): Promise<{ readonly name: SnapshotName; readonly progress: LogExport } | null> {
  for (const name of snapshotsIn(await files.list())) {
    const progress = await readProgressFile(files, name.name);
    if (progress) return { name, progress };
  }
  return null;
}

/** The newest snapshot whose end is there: whole, unless bits rotted within, which its next reading will tell. */
export async function newestSealed(files: RecordFiles): Promise<SnapshotName | null> {
  for (const snapshot of snapshotsIn(await files.list())) {
    const content = await files.read(snapshot.name);
    if (content && sealOf(content) === snapshot.seal) return snapshot;
  }
  return null;
}

/**
 * Takes a snapshot, reads it back, and only then removes those that fall out of the rotation and the files of the
 * journal that are no longer needed. A file of the journal goes when the snapshot before this one holds its events as
 * well, so that one torn snapshot costs nothing.
 * @param progress the whole log; whatever the record held besides must be in it
 */
export async function takeSnapshot(files: RecordFiles, progress: LogExport, day: number): Promise<SnapshotName> {
  const before = await newestSnapshot(files);
  const all = snapshotsIn(await files.list());
  const lastId = progress.events.reduce<EventId | null>((last, { id }) => (last && last > id ? last : id), null);
  const content = await encodeRecord(progress);
  const taken = nameSnapshot({
    place: (all[0]?.place ?? 0) + 1,
    day,
    events: progress.events.length,
    lastId,
    seal: sealOf(content),
  });
  await files.write(taken.name, content);
  const readBack = await readProgressFile(files, taken.name);
  if (readBack?.events.length !== progress.events.length) {
    await files.remove(taken.name);
    throw new Error(`the snapshot ${taken.name} was not written as it should be`);
  }
  await saveSettings(files, progress.settings);
  const kept = new Set(keptSnapshots([taken, ...all]).map((one) => one.name));
  await Promise.all(all.filter((one) => !kept.has(one.name)).map((one) => files.remove(one.name)));
  if (before) await pruneJournal(files, [before.progress, readBack]);
  return taken;
}

async function pruneJournal(files: RecordFiles, snapshots: readonly LogExport[]): Promise<void> {
  const held = snapshots.map(({ events }) => new Set(events.map(({ id }) => id)));
  const journal = await readJournal(files);
  const spare = [...journal.files].filter(([, events]) => events.every(({ id }) => held.every((ids) => ids.has(id))));
  // A torn file holds nothing that could be read; what it was to hold is in the snapshot that was just taken.
  await Promise.all([...spare.map(([name]) => name), ...journal.damaged].map(files.remove));
}

/** Replaces the copy of the saved settings. */
export async function saveSettings(files: RecordFiles, settings: LogExport["settings"]): Promise<void> {
  await files.write(SETTINGS_FILE, await encodeRecord({ ...NOTHING, settings }));
}

/** The whole second record: the newest snapshot that can be read, the journal, and the settings. Null when there is none. */
export async function readRecord(files: RecordFiles): Promise<LogExport | null> {
  const [snapshot, journal, saved] = await Promise.all([
    newestSnapshot(files),
    readJournal(files),
    readProgressFile(files, SETTINGS_FILE),
  ]);
  if (!snapshot && journal.events.size === 0 && !saved) return null;
  const events = new Map(snapshot?.progress.events.map((event) => [event.id, event]));
  for (const [id, event] of journal.events) events.set(id, event);
  return {
    events: [...events.values()],
    settings: saved?.settings ?? snapshot?.progress.settings ?? {},
    decks: snapshot?.progress.decks ?? [],
  };
}

async function readProgressFile(files: RecordFiles, name: string): Promise<LogExport | null> {
  const content = await files.read(name);
  return content && decodeRecord(content);
}
