/** Files that the user carries to and from other machines, for browsers that let no extension into a folder. */
import type { FindPlace } from "../../copies/record/open-guarded.ts";
import { type Vault, vaultOf } from "../../copies/shared/encrypted.ts";
import { noteArrived } from "../../copies/shared/given-files.ts";
import { readPassphrase } from "../../copies/shared/link.ts";
import { NewsFileError, packNews, takeInNews } from "../../copies/shared/news-file.ts";
import { copyWaiting } from "../../copies/shared/waiting.ts";
import { offerDownload } from "../../platform/files.ts";
import { plural, t } from "../../platform/i18n.ts";
import { MOST_FILE_BYTES } from "../../platform/shared-folder.ts";
import { judgeDeck } from "../folder/folder-exchange.ts";
import { type MachinesDesk, whatCame } from "./machines-desk.ts";

export interface MachinesFiles {
  readonly save: (everything: boolean) => void;
  readonly arrived: () => void;
  readonly takeIn: (files: readonly File[]) => void;
}

/** @param findRecord where the second record is */
export function machinesFiles(
  { base, set, run, isStopped, mustGoOn, wrote, tell }: MachinesDesk,
  findRecord: FindPlace,
): MachinesFiles {
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
        goOn: () => !isStopped(),
        onTaken: (events) => {
          hasCome ||= events > 0;
          if (events > 0) wrote();
          set({ working: events });
        },
        onDeck: (gaveWay) => {
          hasCome = true;
          wrote();
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
    const said = complete ? whatCame({ taken, decks }) : [t(isStopped() ? "machinesStopped" : "machinesIncomplete")];
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
      return (await base.guarded.copyAll(() => !isStopped())).complete;
    } catch (error) {
      console.error("what came in could not be copied:", error);
      return false;
    }
  };

  return {
    save: (everything) => run("saving for the other machine", () => save(everything)),
    arrived: () =>
      run("noting that the files have arrived", async () => {
        await noteArrived(base.db);
        return t("machinesArrivedNoted");
      }),
    takeIn: (files) => run("taking files in", () => takeIn(files)),
  };
}
