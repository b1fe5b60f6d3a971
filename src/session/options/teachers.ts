import type { DeckId } from "../../core/ids.ts";
import { datedFileName } from "../../exchange/file-name.ts";
import type { JobClient } from "../../jobs/client.ts";
import { systemClock } from "../../platform/clock.ts";
import { offerDownload } from "../../platform/files.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { type Live, liveValue } from "../common/live.ts";
import { endedEarly } from "../common/worker-failure.ts";
import type { BackupOutcome } from "./backup-state.ts";
import { ankiLabels } from "./export-format.ts";

/** What a deck is handed on as. */
export type BlankKind = "apkg" | "csv";

export interface TeachersState {
  readonly busy: boolean;
  readonly result: Extract<BackupOutcome, { readonly kind: "exported" | "failed" | "stopped" }> | null;
}

export interface TeachersControl extends Live<TeachersState> {
  /** Saves a deck without anybody's history. */
  readonly onBlank: (deck: DeckId, kind: BlankKind) => void;
}

/** Decks to hand on: the facts as cards, and nothing of the learner. */
export function teachersControl(client: Pick<JobClient, "exportFile">): TeachersControl {
  const state = liveValue<TeachersState>({ busy: false, result: null });
  const save = async (deck: DeckId, kind: BlankKind): Promise<string> => {
    const nowMs = systemClock.nowMs();
    const name = datedFileName(`osteon-${deck}-blank`, nowMs, systemClock.offsetAt(nowMs), kind);
    const file = await client.exportFile(
      kind === "csv" ? { format: "blankTable", deck } : { format: "blankAnki", deck, labels: ankiLabels() },
    );
    offerDownload(file, name);
    return name;
  };
  const run = async (deck: DeckId, kind: BlankKind): Promise<void> => {
    if (state.current().busy) return;
    state.set({ busy: true, result: null });
    const result = await save(deck, kind).then(
      (fileName): TeachersState["result"] => ({ kind: "exported", fileName }),
      (error: unknown) => endedEarly("saving a deck to hand on", error),
    );
    state.set({ busy: false, result });
  };
  return { ...state, onBlank: (deck, kind) => logFailure("saving a deck to hand on", run(deck, kind)) };
}
