/**
 * Gives a shared place what it lacks of the log, and takes what other devices have put there: a union, so the order in which
 * files arrive does not matter, and doing it twice changes nothing.
 */
import type { DeviceId } from "../../core/ids.ts";
import type { Place } from "../../core/log/place.ts";
import type { Database } from "../../store/open.ts";
import { countEvents } from "../../store/segments.ts";
import { readEvents } from "../events-file.ts";
import { journalsIn, segmentsIn } from "../file-names.ts";
import { type GoOn, replicate } from "../replicate.ts";
import { ENDING, encryptedPlace, isEncryptedName, type Vault } from "./encrypted.ts";
import { type DeviceHead, readHeads } from "./heads.ts";
import { deviceIn, sayWho } from "./identity.ts";
import { withoutRenaming } from "./renamed.ts";

export interface Exchanged {
  /** Events that came in. */
  readonly taken: number;
  /** Decks that came in. */
  readonly decks: number;
  /** False where there was no time for all of it, or a file of this device could not be written. */
  readonly complete: boolean;
  /** The other devices that have given something, the one that gave last first. */
  readonly others: readonly DeviceHead[];
  /**
   * Files of other devices that were not looked at, since they are encrypted and there is no passphrase, or since they are
   * not encrypted and there is one: what nobody vouches for is not taken in then.
   */
  readonly passedOver: number;
}

export interface ExchangeOptions {
  /** For a folder whose files are encrypted; null or nothing where they are not. */
  readonly vault?: Vault | null;
  /** What the user calls this device. */
  readonly name: string;
  /** Unix time in ms. */
  readonly nowMs: number;
  /** Asked between steps; where it says no, the rest is left to the next time. */
  readonly goOn?: GoOn;
  /** Told how many events have come in, while they do. */
  readonly onTaken?: (events: number) => void;
  /** Events of a segment, where tests want few. */
  readonly segmentEvents?: number;
}

/**
 * @param folder a place of kind `shared`
 * @throws what the place or the database throws; whatever was done by then stays and is right
 */
export async function exchange(
  db: Database,
  folder: Place,
  { name, nowMs, vault = null, ...options }: ExchangeOptions,
): Promise<Exchanged> {
  const files = withoutRenaming(folder);
  const place = vault ? encryptedPlace(files, vault) : files;
  const device = await place.lock("exclusive", () => deviceIn(db, place));
  const others = (await readHeads(place)).filter((head) => head.device !== device);
  await place.lock("exclusive", () => removeTorn(place, device, others));
  const { taken, decks, complete, unreadable } = await replicate(db, place, options);
  if (complete) {
    const { events } = await countEvents(db);
    await place.lock("exclusive", () => sayWho(db, place, { device, name, atMs: nowMs, events, unreadable }));
  }
  return { taken, decks, complete, others, passedOver: await countPassedOver(files, device, vault !== null) };
}

/** Of a device that has since set a passphrase, or given it up, its own old files lie there as well: they hinder nobody. */
async function countPassedOver(files: Place, device: DeviceId, encrypted: boolean): Promise<number> {
  const names = (await files.list()).filter((name) => isEncryptedName(name) !== encrypted);
  const plain = names.map((name) => (isEncryptedName(name) ? name.slice(0, -ENDING.length) : name));
  return [...segmentsIn(plain), ...journalsIn(plain)].filter((file) => file.device !== device).length;
}

/**
 * Removes those segments of this device that another one could not read and that are torn indeed, for them to be written
 * anew. Their names alone would not tell, and reading all of them each time would take longer and longer.
 */
async function removeTorn(place: Place, device: DeviceId, others: readonly DeviceHead[]): Promise<void> {
  const named = segmentsIn([...new Set(others.flatMap(({ unreadable }) => unreadable))]);
  for (const file of named.filter((one) => one.device === device)) {
    if ((await readEvents(place, file)) === "damaged") await place.remove(file.name);
  }
}
