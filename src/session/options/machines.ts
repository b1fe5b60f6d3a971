import type { FindPlace } from "../../copies/record/open-guarded.ts";
import { keepName } from "../../copies/shared/link.ts";
import { logFailure } from "../../platform/log-failure.ts";
import type { Live } from "../common/live.ts";
import type { OptionsBase } from "./base.ts";
import { machinesDesk } from "./machines-desk.ts";
import { machinesFiles } from "./machines-files.ts";
import { machinesFolder } from "./machines-folder.ts";
import type { MachinesState } from "./machines-state.ts";

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
  const desk = machinesDesk(base, onCome);
  const { state, reload, run, stop } = desk;
  const folder = machinesFolder(desk);
  const files = machinesFiles(desk, findRecord);

  logFailure("reading what is shared", reload());
  return {
    ...state,
    reload,
    onChoose: folder.choose,
    onAllow: folder.allow,
    onForget: folder.forget,
    onExchange: folder.exchange,
    onStop() {
      stop();
      folder.onStopped();
    },
    onName: (name) =>
      run("naming this machine", async () => {
        await keepName(base.db, name);
        return null;
      }),
    onPassphrase: folder.setPassphrase,
    onSave: files.save,
    onArrived: files.arrived,
    onTakeIn: files.takeIn,
  };
}
