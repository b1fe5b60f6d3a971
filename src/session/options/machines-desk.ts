/** Work with other machines, one thing at a time: what is shown of it, how it is stopped, and what is said when it has ended. */
import type { Exchanged } from "../../copies/shared/exchange.ts";
import { isAnyOffered } from "../../copies/shared/given-files.ts";
import { isStopped, readFolder, readLast, readName, readPassphrase } from "../../copies/shared/link.ts";
import { NewsFileError } from "../../copies/shared/news-file.ts";
import { outsideText } from "../../core/outside-text.ts";
import { CancelledError } from "../../jobs/client.ts";
import { plural, t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { canChooseFolder, type FolderHandle, isFolder, mayUse } from "../../platform/shared-folder.ts";
import { type LiveValue, liveValue } from "../common/live.ts";
import { oneAtATime } from "../common/one-at-a-time.ts";
import type { OptionsBase } from "./base.ts";
import type { MachinesState } from "./machines-state.ts";
import { type Stopping, stopping } from "./stopping.ts";

export interface MachinesDesk extends Omit<Stopping, "begin"> {
  readonly base: OptionsBase;
  readonly state: LiveValue<MachinesState>;
  readonly set: (change: Partial<MachinesState>) => void;
  readonly reload: () => Promise<void>;
  /** The folder that was chosen, as it was read last. */
  readonly folder: () => FolderHandle | null;
  /**
   * One thing after the other: what is asked for while something goes on is not begun.
   * @param what names it in the console
   * @param work gives the sentence that is said in the end; null where there is nothing to say
   */
  readonly run: (what: string, work: () => Promise<string | null>) => void;
  /** What goes on has written something, or may have: where it fails, nobody is told that nothing was changed. */
  readonly wrote: () => void;
  /** Something of theirs is here: other pages, and the rest of this one, look again. */
  readonly tell: () => void;
}

/** A sentence for the user: whatever was asked for was not done, and nothing was changed. */
export class Refusal extends Error {}

/** Events and decks that came in, each in a sentence; none where nothing did. */
export const whatCame = ({ taken, decks }: Pick<Exchanged, "taken" | "decks">): string[] => [
  ...(taken > 0 ? [plural("machinesTaken", taken)] : []),
  ...(decks > 0 ? [plural("machinesDecks", decks)] : []),
];

const REFUSED = { damaged: "machinesDamaged", locked: "machinesLocked", newer: "machinesFileNewer" } as const;

/** @param onCome something of theirs is here, which may stand anywhere on the page */
export function machinesDesk(base: OptionsBase, onCome: () => Promise<unknown>): MachinesDesk {
  const state = liveValue<MachinesState>({
    ...{ canChoose: canChooseFolder(), folder: null, name: "", encrypted: false },
    ...{ last: null, stopped: false, offered: false, working: null, said: null },
  });
  const set = (change: Partial<MachinesState>): void => state.set({ ...state.current(), ...change });
  let folder: FolderHandle | null = null;
  const { begin, ...stops } = stopping();
  /** Whether what goes on has written something, or may have. */
  let hasWritten = false;

  const { read: reload } = oneAtATime(async () => {
    const { db } = base;
    const [kept, name, passphrase, last, held, offered] = await Promise.all([
      readFolder(db),
      readName(db),
      readPassphrase(db),
      readLast(db),
      isStopped(db),
      isAnyOffered(db),
    ]);
    folder = isFolder(kept) ? kept : null;
    set({
      folder: folder && { name: folder.name, allowed: await mayUse(folder) },
      ...{ name, encrypted: passphrase !== null, last, stopped: held, offered },
    });
  });

  const run: MachinesDesk["run"] = (what, work) => {
    if (state.current().working !== null) return;
    begin();
    hasWritten = false;
    set({ working: 0, said: null });
    const end = async (said: MachinesState["said"]): Promise<void> => {
      await reload().catch((error: unknown) => console.error("what is shared could not be read:", error));
      set({ working: null, said });
    };
    logFailure(
      what,
      work().then(
        (text) => end(text === null ? null : { kind: "done", text }),
        async (error: unknown) =>
          end(
            error instanceof CancelledError
              ? { kind: "done", text: t("exchangeCancelled") }
              : { kind: "failed", text: await sentenceOf(what, error) },
          ),
      ),
    );
  };

  const sentenceOf = async (what: string, error: unknown): Promise<string> => {
    if (error instanceof Refusal) return error.message;
    if (error instanceof NewsFileError) return t(REFUSED[error.reason], outsideText(error.file));
    const name = error instanceof DOMException ? error.name : "";
    console.error(`${what} failed:`, error);
    if (name === "NotFoundError") return t("machinesFolderGone");
    if (name === "NotAllowedError" || name === "SecurityError") return t("machinesNotAllowed");
    return base.sentenceOf(what, error, hasWritten);
  };

  return {
    ...{ base, state, set, reload, run, ...stops },
    folder: () => folder,
    wrote() {
      hasWritten = true;
    },
    tell() {
      base.changes.announce();
      logFailure("reading what has come", onCome());
    },
  };
}
