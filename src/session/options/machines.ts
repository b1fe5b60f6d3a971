import { DamagedDeckError } from "../../copies/place/own-decks.ts";
import type { FindPlace } from "../../copies/record/open-guarded.ts";
import { passphraseOf, type Vault, vaultOf } from "../../copies/shared/encrypted.ts";
import type { Exchanged } from "../../copies/shared/exchange.ts";
import { isAnyOffered, noteArrived } from "../../copies/shared/given-files.ts";
import {
  isStopped,
  keepFolder,
  keepName,
  type LastExchange,
  noteStopped,
  readFolder,
  readLast,
  readName,
  readPassphrase,
} from "../../copies/shared/link.ts";
import { NewsFileError, packNews, takeInNews } from "../../copies/shared/news-file.ts";
import { copyWaiting } from "../../copies/shared/waiting.ts";
import { outsideText } from "../../core/outside-text.ts";
import { CancelledError } from "../../jobs/client.ts";
import { offerDownload } from "../../platform/files.ts";
import { plural, t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import {
  askToUse,
  canChooseFolder,
  chooseFolder,
  type FolderHandle,
  isFolder,
  MOST_FILE_BYTES,
  mayUse,
} from "../../platform/shared-folder.ts";
import { type Live, liveValue } from "../common/live.ts";
import { oneAtATime } from "../common/one-at-a-time.ts";
import { changePassphrase, exchangeWithFolder, judgeDeck, passphraseFits } from "../folder/folder-exchange.ts";
import type { OptionsBase } from "./base.ts";

export interface MachinesState {
  /** Firefox lets no extension into a folder: there only files go to and fro. */
  readonly canChoose: boolean;
  /** The folder that is shared; null where none was chosen. */
  readonly folder: { readonly name: string; readonly allowed: boolean } | null;
  /** What the user calls this machine. */
  readonly name: string;
  readonly encrypted: boolean;
  readonly last: LastExchange | null;
  /** The user stopped an exchange: none begins by itself until they ask for one. */
  readonly stopped: boolean;
  /** Files were saved of which nobody knows yet whether they have arrived: they are saved again with the next ones. */
  readonly offered: boolean;
  /** Events that came in so far, while an exchange goes on; null when none does. */
  readonly working: number | null;
  /** What became of the last thing that was asked for, in a sentence. */
  readonly said: { readonly kind: "done" | "failed"; readonly text: string } | null;
}

export interface MachinesControl extends Live<MachinesState> {
  readonly reload: () => Promise<void>;
  readonly onChoose: () => void;
  /** Asks the browser once more for a folder that was chosen before. */
  readonly onAllow: () => void;
  readonly onForget: () => void;
  readonly onExchange: () => void;
  readonly onStop: () => void;
  readonly onName: (name: string) => void;
  /** An empty one: files are written as they are from now on. */
  readonly onPassphrase: (words: string) => void;
  /** Saves what has not arrived on the other machine, as far as is known, or everything. */
  readonly onSave: (everything: boolean) => void;
  /** The user says that the files have arrived that were saved. */
  readonly onArrived: () => void;
  readonly onTakeIn: (files: readonly File[]) => void;
}

/** What Chromium says of a folder that only may be read. */
const isReadOnly = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "NoModificationAllowedError";

/** A sentence for the user: whatever was asked for was not done, and nothing was changed. */
class Refusal extends Error {}

/** Of a long log that comes in for the first time: some 100 MB of events at once, on a page that was asked to. */
const FILES_AT_ONCE = 200;

const REFUSED = { damaged: "machinesDamaged", locked: "machinesLocked", newer: "machinesFileNewer" } as const;

/**
 * What other machines and this one give each other.
 * @param onCome something of theirs is here, which may stand anywhere on the page
 * @param findRecord where the second record is
 */
export function machinesControl(
  base: OptionsBase,
  onCome: () => Promise<unknown>,
  findRecord: FindPlace,
): MachinesControl {
  const state = liveValue<MachinesState>({
    ...{ canChoose: canChooseFolder(), folder: null, name: "", encrypted: false },
    ...{ last: null, stopped: false, offered: false, working: null, said: null },
  });
  const set = (change: Partial<MachinesState>): void => state.set({ ...state.current(), ...change });
  let folder: FolderHandle | null = null;
  let stopped = false;
  let isExchanging = false;
  /** Whether what goes on has written something, or may have. */
  let hasWritten = false;
  const mustGoOn = (): void => {
    if (stopped) throw new CancelledError();
  };

  const { read: reload } = oneAtATime(async () => {
    const { db } = base;
    const [kept, name, passphrase, last, held, offered] = await Promise.all([
      ...[readFolder(db), readName(db)],
      ...[readPassphrase(db), readLast(db), isStopped(db), isAnyOffered(db)],
    ] as const);
    folder = isFolder(kept) ? kept : null;
    set({
      folder: folder && { name: folder.name, allowed: await mayUse(folder) },
      ...{ name, encrypted: passphrase !== null, last, stopped: held, offered },
    });
  });

  /** One thing after the other: what is asked for while something goes on is not begun. */
  const run = (what: string, work: () => Promise<string | null>): void => {
    if (state.current().working !== null) return;
    [stopped, hasWritten] = [false, false];
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

  const tell = (): void => {
    base.changes.announce();
    logFailure("reading what has come", onCome());
  };

  const exchanged = async (): Promise<Exchanged | null> => {
    await noteStopped(base.db, false);
    hasWritten = true;
    let hasCome = false;
    try {
      return await exchangeWithFolder(base.db, {
        goOn: () => !stopped,
        filesAtOnce: FILES_AT_ONCE,
        onTaken(events) {
          hasCome = true;
          set({ working: events });
        },
        onDecks() {
          hasCome = true;
        },
      });
    } finally {
      if (hasCome) tell();
    }
  };

  const exchangeNow = async (): Promise<string> => {
    isExchanging = true;
    const done = await exchanged().finally(() => {
      isExchanging = false;
    });
    if (done === null) throw new Refusal(t("machinesNotNow"));
    // Whoever stopped it when all of it was exchanged has stopped nothing.
    if (stopped) await noteStopped(base.db, !done.complete);
    if (done.locked) throw new Refusal(t("machinesOthersEncrypt"));
    if (done.notWritten instanceof DamagedDeckError) throw new Refusal(t("machinesDeckNotWhole"));
    if (done.notWritten !== null) {
      console.error("the shared folder takes nothing:", done.notWritten);
      throw new Refusal(t(isReadOnly(done.notWritten) ? "machinesReadOnly" : "machinesNotWritten"));
    }
    if (done.complete) return done.taken === 0 ? t("machinesNothingNew") : plural("machinesTaken", done.taken);
    return stopped ? t("machinesStopped") : t("machinesIncomplete");
  };

  const link = async (chosen: FolderHandle): Promise<string> => {
    const passphrase = await readPassphrase(base.db);
    if (passphrase && (await passphraseFits(base.db, chosen, passphrase)) === "wrong")
      throw new Refusal(t("machinesOtherPassphrase"));
    mustGoOn();
    await keepFolder(base.db, chosen);
    hasWritten = true;
    return exchangeNow();
  };

  const setPassphrase = async (words: string): Promise<string> => {
    const passphrase = words === "" ? null : await passphraseOf(words);
    // The files that lie there have to be looked at, and written anew.
    if (folder !== null && !(await mayUse(folder))) throw new Refusal(t("machinesAllowFirst"));
    mustGoOn();
    // Files are taken out of the folder before the words are kept.
    hasWritten = folder !== null;
    if (!(await changePassphrase(base.db, folder, passphrase))) throw new Refusal(t("machinesWrongPassphrase"));
    return t(passphrase === null ? "machinesPlain" : "machinesEncrypted");
  };

  const vault = async (): Promise<Vault | null> => {
    const passphrase = await readPassphrase(base.db);
    return passphrase && vaultOf(passphrase);
  };

  const save = async (everything: boolean): Promise<string> => {
    const { files, unread, damagedDecks, offered } = await packNews(base.db, everything, await vault());
    const leftOut = [
      ...(unread > 0 ? [plural("machinesUnread", unread)] : []),
      ...(damagedDecks > 0 ? [t("machinesDeckNotWhole")] : []),
    ];
    if (files.length === 0) return [t("machinesNothingToSave"), ...leftOut].join(" ");
    mustGoOn();
    for (const { name, bytes } of files) offerDownload(new Blob([bytes]), name);
    // They are saved, whatever becomes of the note: without it they come once more the next time.
    await offered().catch((error: unknown) => console.error("what was handed out could not be noted:", error));
    const events = files.reduce((sum, file) => sum + file.events, 0);
    return [events === 0 ? t("machinesSavedDecks") : plural("machinesSaved", events), ...leftOut].join(" ");
  };

  const takeIn = async (chosen: readonly File[]): Promise<string> => {
    const tooLarge = chosen.find(({ size }) => size > MOST_FILE_BYTES);
    if (tooLarge) throw new NewsFileError(tooLarge.name, "damaged");
    const files = await Promise.all(
      chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
    );
    let [hasCome, hasGivenWay] = [false, false];
    const { taken, decks, decksPutOff, decksWithoutRoom, keptForLater, complete } = await takeInNews(
      base.db,
      files,
      await vault(),
      judgeDeck,
      {
        goOn: () => !stopped,
        onTaken: (events) => {
          hasCome ||= events > 0;
          hasWritten ||= events > 0;
          set({ working: events });
        },
        onDeck: (gaveWay) => {
          [hasCome, hasWritten] = [true, true];
          if (!gaveWay) return;
          hasGivenWay = true;
          offerDownload(new Blob([gaveWay.bytes]), gaveWay.name);
        },
      },
    ).finally(() => {
      // What has come stays, whatever ended the rest.
      if (hasCome) tell();
    });
    // Of what is not complete nobody says that the files are spare.
    const isCopied = !complete || (await isAllCopied());
    const entries = taken > 0 ? [plural("machinesTaken", taken)] : [];
    const come = [...entries, ...(decks > 0 ? [plural("machinesDecks", decks)] : [])];
    const said = complete ? come : [t(stopped ? "machinesStopped" : "machinesIncomplete")];
    const also = [
      ...(hasGivenWay ? [t("machinesDeckAside")] : []),
      ...(decksPutOff > 0 ? [t("machinesDeckNotWhole")] : []),
      ...(decksWithoutRoom > 0 ? [t("machinesDeckNoRoom")] : []),
      ...(keptForLater > 0 ? [plural("machinesKept", keptForLater)] : []),
      ...(isCopied ? [] : [t("machinesNotCopied")]),
    ];
    return [...(said.length > 0 ? said : [t("machinesNothingNew")]), ...also].join(" ");
  };

  /** Whoever hears that files have come in may delete them: by then all of it stands in the second record as well. */
  const isAllCopied = async (): Promise<boolean> => {
    try {
      const place = await findRecord();
      if (place) await copyWaiting(base.db, place);
      return (await base.guarded.copyAll(() => !stopped)).complete;
    } catch (error) {
      console.error("what came in could not be copied:", error);
      return false;
    }
  };

  /** In the click itself: nothing may be waited for before the browser's question. */
  const choose = (): void => {
    if (state.current().working !== null) return;
    const asked = chooseFolder();
    run("choosing the shared folder", async () => {
      const chosen = await asked;
      return chosen && link(chosen);
    });
  };
  const allow = (): void => {
    if (state.current().working !== null || folder === null) return;
    const asked = askToUse(folder);
    run("asking for the shared folder", async () => {
      if (!(await asked)) throw new Refusal(t("machinesNotAllowed"));
      mustGoOn();
      return exchangeNow();
    });
  };

  logFailure("reading what is shared", reload());
  return {
    ...state,
    reload,
    onChoose: choose,
    onAllow: allow,
    onForget: () =>
      run("forgetting the shared folder", async () => {
        await keepFolder(base.db, null);
        return t("machinesForgotten");
      }),
    onExchange: () => run("exchanging with the shared folder", exchangeNow),
    onStop() {
      stopped = true;
      // At once: the page may be closed before the exchange has come to where it asks.
      if (isExchanging) logFailure("noting that the exchange was stopped", noteStopped(base.db, true));
    },
    onName: (name) =>
      run("naming this machine", async () => {
        await keepName(base.db, name);
        return null;
      }),
    onPassphrase: (words) => run("setting the passphrase", () => setPassphrase(words)),
    onSave: (everything) => run("saving for the other machine", () => save(everything)),
    onArrived: () =>
      run("noting that the files have arrived", async () => {
        await noteArrived(base.db);
        return t("machinesArrivedNoted");
      }),
    onTakeIn: (files) => run("taking files in", () => takeIn(files)),
  };
}
