/** The log out to a file. */
import { note } from "../../copies/record/health-notes.ts";
import { datedFileName } from "../../exchange/file-name.ts";
import { systemClock } from "../../platform/clock.ts";
import { offerDownload } from "../../platform/files.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { recordFiles } from "../../platform/record/files.ts";
import { type ExportKind, exportFormatOf, FILE_NAMES, type TableKind } from "./export-format.ts";
import type { FileClient, FileDesk } from "./file-desk.ts";

/** @returns under which name the file was offered */
export type SaveFile = (kind: ExportKind, table: TableKind, suffix?: string) => Promise<string>;

/** @param onSaved a backup was saved and noted as the last one */
export const savingFiles =
  (client: FileClient, { onProgress }: FileDesk, onSaved: () => Promise<void>): SaveFile =>
  async (kind, table, suffix = "") => {
    const nowMs = systemClock.nowMs();
    const { what, ending } = FILE_NAMES[kind];
    const name = datedFileName(what, nowMs, systemClock.offsetAt(nowMs), `${suffix}${ending ?? table}`);
    offerDownload(await client.exportFile(exportFormatOf(kind, table), onProgress), name);
    // For the options to show; the file is saved, whatever becomes of the note.
    if (kind === "json") logFailure("noting that a file was saved", noteFile(nowMs).then(onSaved));
    return name;
  };

async function noteFile(atMs: number): Promise<void> {
  const place = await recordFiles();
  if (place) await note(place, { fileAtMs: atMs });
}
