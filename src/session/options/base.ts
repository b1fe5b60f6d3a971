import type { Guarded } from "../../copies/record/open-guarded.ts";
import type { DeviceId } from "../../core/ids.ts";
import type { Maker } from "../../core/log/make-event.ts";
import { systemClock } from "../../platform/clock.ts";
import type { ChangeChannel } from "../../store/database/changes.ts";
import { readDevice } from "../../store/database/local.ts";
import type { Database } from "../../store/opening/open.ts";
import { readSettings } from "../../store/settings/settings.ts";
import type { ConnectionWatch } from "../common/connection.ts";
import { makerAt } from "../common/maker.ts";
import type { Reopening } from "../common/reopening.ts";
import { inPartText, troubleText } from "../common/trouble-text.ts";

/**
 * What every part of the options page stands on: the database while it is open, and those who hear of changes. Where the
 * browser closed a connection, `guarded` and `db` are another one since, so they are read at each use.
 */
export interface OptionsBase {
  readonly guarded: Guarded;
  readonly db: Database;
  readonly device: DeviceId;
  /** Does a piece of work, see `Reopening`. */
  readonly repeat: <R>(work: () => Promise<R>) => Promise<R>;
  readonly changes: Pick<ChangeChannel, "announce">;
  /**
   * The sentence for the user about a write that failed, which the console is told with its cause.
   * @param isInPart something was written before, or may have been
   */
  readonly sentenceOf: (what: string, error: unknown, isInPart?: boolean) => Promise<string>;
}

/** @param opened the database as it is open now */
export async function optionsBase(
  opened: () => Guarded,
  changes: Pick<ChangeChannel, "announce">,
  watch: Pick<ConnectionWatch, "reasonOf">,
  lost: Pick<Reopening, "repeat">,
): Promise<OptionsBase> {
  const { db } = opened();
  return {
    get guarded() {
      return opened();
    },
    get db() {
      return opened().db;
    },
    device: await readDevice({ get: (key) => db.get("local", key) }),
    changes,
    repeat: (work) => lost.repeat(work, opened().db),
    async sentenceOf(what, error, isInPart = false) {
      console.error(`${what} failed:`, error);
      return (isInPart ? inPartText : troubleText)(await watch.reasonOf(error));
    },
  };
}

/**
 * Reads anew what was just saved. Where that fails it is saved all the same, and nobody is to hear that nothing was changed: what
 * is shown follows with the next reading.
 */
export async function readSaved(reload: () => Promise<unknown>): Promise<void> {
  try {
    await reload();
  } catch (error) {
    console.error("what was saved could not be read again:", error);
  }
}

/** Makes the events of one write. */
export async function makerNow({ db, device }: Pick<OptionsBase, "db" | "device">): Promise<() => Maker> {
  const settings = await readSettings(db);
  return () => makerAt(systemClock, device, settings);
}
