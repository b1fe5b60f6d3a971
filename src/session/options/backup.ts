import { logFailure } from "../../platform/log-failure.ts";
import type { Live } from "../common/live.ts";
import type { BackupState } from "./backup-state.ts";
import { bringingIn } from "./bringing-in.ts";
import type { ExportKind, TableKind } from "./export-format.ts";
import { type FileClient, fileDesk } from "./file-desk.ts";
import type { RestoreChoice } from "./file-preview.ts";
import { savingFiles } from "./saving-files.ts";
import { takingBack } from "./taking-back.ts";

export interface BackupControl extends Live<BackupState> {
  readonly onExport: (kind: ExportKind, table: TableKind) => void;
  readonly onChooseFile: (file: File) => void;
  /** Looks again at a file that was let go, as where work was stopped. */
  readonly onLookAgain: () => void;
  readonly onConfirm: (choice: RestoreChoice) => void;
  readonly onCancel: () => void;
  /** Takes back what the last file brought, or what is left of that. */
  readonly onTakeBack: () => void;
  /** Lets stay what is left of the last file, where it was taken back in part. */
  readonly onKeepRest: () => void;
  readonly onStop: () => void;
  /** Asks for the last file again, since another page may have brought one in or taken it back. */
  readonly look: () => Promise<void>;
}

/**
 * The log out to a file and back from one. Nothing is written before the user has seen what a file would bring.
 * @param onRestored what a file brought is in the database, or was taken back
 * @param onSaved a backup was saved and noted as the last one
 * @param announce tells the other pages to look again, where a worker that was ended could not
 * @param readDecks the decks of the user's own, each with its version, as they are now
 */
export function backupControl(
  client: FileClient,
  onRestored: () => Promise<void>,
  onSaved: () => Promise<void>,
  announce: () => void,
  readDecks: () => Promise<readonly string[]>,
): BackupControl {
  const desk = fileDesk(client, onRestored);
  const { state, run, choose, lookAgain, putAway, onStop, look } = desk;
  const save = savingFiles(client, desk, onSaved);
  const bringIn = bringingIn(client, desk, save, announce, readDecks);
  const { takeBack, keepRest } = takingBack(client, desk, announce);
  logFailure("asking for the last file", look());
  return {
    ...state,
    onExport: (kind, table) =>
      logFailure(
        "saving a file",
        run("exporting", async () => ({ kind: "exported", fileName: await save(kind, table) })),
      ),
    onChooseFile: (file) =>
      logFailure(
        "reading a file",
        run("reading the file", async () => {
          putAway();
          await choose(file);
          return null;
        }),
      ),
    onLookAgain: () =>
      logFailure(
        "reading a file",
        run("reading the file", async () => {
          await lookAgain();
          return null;
        }),
      ),
    onConfirm: (choice) => logFailure("restoring a file", bringIn(choice)),
    onCancel: putAway,
    onTakeBack: () => logFailure("taking a file back", takeBack()),
    onKeepRest: () => logFailure("keeping the rest of a file", keepRest()),
    onStop,
    look,
  };
}
