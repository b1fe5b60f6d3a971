/**
 * Before a migration the whole log is written to a file of its own; after it every event must be there and every card
 * must be what its log folds to. Only then the file is deleted. If a migration goes wrong, the file stays.
 */

import { schedulerFor } from "../../core/memory/scheduler.ts";
import { DEFAULT_SETTINGS } from "../../core/settings.ts";
import { unite } from "../../store/merge.ts";
import type { Database } from "../../store/open.ts";
import { TroubleError } from "../../store/trouble.ts";
import type { RecordFiles } from "../place.ts";
import { readDamaged } from "../read-damaged.ts";
import { repair, selfCheck } from "../self-check.ts";
import { decodeRecord, encodeRecord, NOTHING } from "./codec.ts";

const scheduler = schedulerFor(DEFAULT_SETTINGS);
const nameOf = (version: number): string => `before-upgrade-from-${version}.gz`;

/** @throws when the log could not be written whole; then nothing may be migrated */
export async function beforeUpgrade(old: Database, files: RecordFiles | null, version: number): Promise<void> {
  if (!files) throw new Error("there is no place for a snapshot of the log");
  // Rows that are no events stay in the database and cannot be written here.
  const progress = await readDamaged(old);
  await files.write(nameOf(version), await encodeRecord(progress));
  const written = await readSnapshot(files, version);
  if (written?.events.length !== progress.events.length) throw new Error("the snapshot of the log is not whole");
}

/** @throws TroubleError when the migrated database cannot be made to agree with the log; the file stays */
export async function afterUpgrade(upgraded: Database, files: RecordFiles | null, version: number): Promise<void> {
  const before = files && (await readSnapshot(files, version));
  if (!files || !before) throw new TroubleError("upgradeFailed");
  await unite(upgraded, { ...NOTHING, events: before.events }, scheduler);
  const check = await selfCheck(upgraded, scheduler);
  if (check.wrong.length > 0) {
    await repair(upgraded, check, scheduler);
    if ((await selfCheck(upgraded, scheduler)).wrong.length > 0) throw new TroubleError("upgradeFailed");
  }
  await files.remove(nameOf(version));
}

async function readSnapshot(files: RecordFiles, version: number) {
  const content = await files.read(nameOf(version));
  return content && decodeRecord(content);
}
