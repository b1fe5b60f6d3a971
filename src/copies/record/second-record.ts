/**
 * What a page does with the second record beside writing its journal. One module, so that it is loaded as a whole, after
 * the first card.
 */
import type { Place } from "../../core/log/place.ts";
import { TroubleError } from "../../store/database/trouble.ts";
import type { Database } from "../../store/opening/open.ts";
import type { RawDatabase } from "../../store/opening/raw.ts";
import type { GoOn } from "../place/copying.ts";
import { hasNotice, type Reconciled, readNotice } from "../place/notice.ts";
import { rememberedNames } from "../place/remembered-names.ts";
import { replicate } from "../place/replicate.ts";
import { writeUpgradeFile } from "../upgrade/copy-before.ts";
import { takeInUpgrades } from "../upgrade/verify-upgrade.ts";
import { isAtRest } from "./at-rest.ts";
import { note, readNoted } from "./health-notes.ts";
import { type Found, restore } from "./restore.ts";

export { dropNotice } from "../place/notice.ts";

export const restoreFrom = async (db: Database, place: Place | null): Promise<Found> =>
  place ? restore(db, place) : { restored: null, traces: false };

export async function reconcile(db: Database, given: Place | null, goOn: GoOn): Promise<Reconciled> {
  if (!given) return { notice: null, changed: false, complete: false };
  const place = rememberedNames(given);
  if (await saysAtRest(db, place)) {
    await noteCopied(place, AT_REST_MS);
    return { notice: await noticeAmong(place), changed: false, complete: true };
  }
  // An upgrade that was stopped before it was verified.
  await takeInUpgrades(db, place, goOn);
  let changed = false;
  const onCame = (): void => {
    changed = true;
  };
  try {
    const { complete, deckFailure } = await replicate(db, place, { goOn, onTaken: onCame, onDecks: onCame });
    if (complete && deckFailure === null) await noteCopied(place);
    return { notice: await readNotice(place), changed, complete };
  } catch (error) {
    // What was brought back before that stays, and is to be shown.
    if (!changed) throw error;
    console.error("the second record could not be compared to its end:", error);
    return { notice: await readNotice(place), changed, complete: false };
  }
}

/** A look that fails tells nothing: copying goes past what cannot be read. */
const saysAtRest = (db: Database, place: Place): Promise<boolean> =>
  isAtRest(db, place).catch((error: unknown) => {
    console.error("whether the second record agrees already cannot be told:", error);
    return false;
  });

/** While nothing comes, pages that are opened one after the other write no file. */
const AT_REST_MS = 600_000;

async function noteCopied(place: Place, atMostEveryMs = 0): Promise<void> {
  const nowMs = Date.now();
  if (atMostEveryMs > 0) {
    const agoMs = nowMs - ((await readNoted(place)).copiedAtMs ?? 0);
    if (agoMs >= 0 && agoMs < atMostEveryMs) return;
  }
  await note(place, { copiedAtMs: nowMs });
}

const noticeAmong = async (place: Place) => (hasNotice(await place.list()) ? readNotice(place) : null);

/**
 * Nobody else may do the same meanwhile. @returns how many rows the log has
 * @throws when the rows could not be written whole; then nothing may be migrated
 */
export async function beforeUpgrade(old: RawDatabase, place: Place | null, version: number): Promise<number> {
  // As where a browser has no locks, so that two pages would write the same file at once.
  if (!place) throw new TroubleError("noPlaceForCopy");
  return writeUpgradeFile(old, place, version);
}

/** How long whoever upgrades waits for the events to be looked at; the background does the rest. */
const PATIENCE_MS = 5000;

/** Never fails: the upgrade is done, and what could not be verified now is verified later. */
export async function afterUpgrade(upgraded: Database, place: Place | null): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  if (place) await takeInUpgrades(upgraded, place, () => Date.now() < end);
}
