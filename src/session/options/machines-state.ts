import type { LastExchange } from "../../copies/shared/link.ts";

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
