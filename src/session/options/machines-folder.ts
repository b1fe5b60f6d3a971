/** The folder that is shared with other machines: chosen, exchanged with, encrypted, and given up. */
import { DamagedDeckError } from "../../copies/place/write-own-decks.ts";
import { passphraseOf } from "../../copies/shared/encrypted.ts";
import type { Exchanged } from "../../copies/shared/exchange.ts";
import { keepFolder, noteStopped, readPassphrase } from "../../copies/shared/link.ts";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { askToUse, chooseFolder, type FolderHandle, mayUse } from "../../platform/shared-folder.ts";
import { changePassphrase, exchangeWithFolder, passphraseFits } from "../folder/folder-exchange.ts";
import { type MachinesDesk, Refusal, whatCame } from "./machines-desk.ts";

export interface MachinesFolder {
  readonly choose: () => void;
  readonly allow: () => void;
  readonly forget: () => void;
  readonly exchange: () => void;
  readonly setPassphrase: (words: string) => void;
  /** To be called where the user has stopped what goes on. */
  readonly onStopped: () => void;
}

/** What Chromium says of a folder that only may be read. */
const isReadOnly = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "NoModificationAllowedError";

/** Of a long log that comes in for the first time: some 100 MB of events at once, on a page that was asked to. */
const FILES_AT_ONCE = 200;

export function machinesFolder(desk: MachinesDesk): MachinesFolder {
  const { base, state, set, folder, run, isStopped, mustGoOn, wrote, tell } = desk;
  let isExchanging = false;

  const exchanged = async (): Promise<Exchanged | null> => {
    await noteStopped(base.db, false);
    wrote();
    let hasCome = false;
    try {
      return await exchangeWithFolder(base.db, {
        goOn: () => !isStopped(),
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
    if (isStopped()) await noteStopped(base.db, !done.complete);
    if (done.locked) throw new Refusal(t("machinesOthersEncrypt"));
    if (done.notWritten instanceof DamagedDeckError) throw new Refusal(t("machinesDeckNotWhole"));
    if (done.notWritten !== null) {
      console.error("the shared folder takes nothing:", done.notWritten);
      throw new Refusal(t(isReadOnly(done.notWritten) ? "machinesReadOnly" : "machinesNotWritten"));
    }
    if (!done.complete) return isStopped() ? t("machinesStopped") : t("machinesIncomplete");
    const come = whatCame(done);
    return come.length > 0 ? come.join(" ") : t("machinesNothingNew");
  };

  const link = async (chosen: FolderHandle): Promise<string> => {
    const passphrase = await readPassphrase(base.db);
    if (passphrase && (await passphraseFits(base.db, chosen, passphrase)) === "wrong")
      throw new Refusal(t("machinesOtherPassphrase"));
    mustGoOn();
    await keepFolder(base.db, chosen);
    wrote();
    return exchangeNow();
  };

  const setPassphrase = async (words: string): Promise<string> => {
    const passphrase = words === "" ? null : await passphraseOf(words);
    const shared = folder();
    // The files that lie there have to be looked at, and written anew.
    if (shared !== null && !(await mayUse(shared))) throw new Refusal(t("machinesAllowFirst"));
    mustGoOn();
    // Files are taken out of the folder before the words are kept.
    if (shared !== null) wrote();
    if (!(await changePassphrase(base.db, shared, passphrase))) throw new Refusal(t("machinesWrongPassphrase"));
    return t(passphrase === null ? "machinesPlain" : "machinesEncrypted");
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
    const shared = folder();
    if (state.current().working !== null || shared === null) return;
    const asked = askToUse(shared);
    run("asking for the shared folder", async () => {
      if (!(await asked)) throw new Refusal(t("machinesNotAllowed"));
      mustGoOn();
      return exchangeNow();
    });
  };

  return {
    choose,
    allow,
    forget: () =>
      run("forgetting the shared folder", async () => {
        await keepFolder(base.db, null);
        return t("machinesForgotten");
      }),
    exchange: () => run("exchanging with the shared folder", exchangeNow),
    setPassphrase: (words) => run("setting the passphrase", () => setPassphrase(words)),
    onStopped() {
      // At once: the page may be closed before the exchange has come to where it asks.
      if (isExchanging) logFailure("noting that the exchange was stopped", noteStopped(base.db, true));
    },
  };
}
