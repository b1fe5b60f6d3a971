import { note } from "../../copies/record/health-notes.ts";
import { recordFiles } from "../../platform/record/files.ts";

/** Remembers when a backup file was last saved, for the options to show. */
export async function noteFile(atMs: number): Promise<void> {
  const files = await recordFiles();
  if (files) await note(files, { fileAtMs: atMs });
}
