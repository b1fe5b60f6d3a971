/**
 * Gives a shared place what it lacks of the log, and takes what other devices have put there: a union, so the order in which
 * files arrive does not matter, and doing it twice changes nothing.
 */
import type { DeviceId } from "../../core/ids.ts";
import type { Place } from "../../core/log/place.ts";
import type { Database } from "../../store/opening/open.ts";
import { countEvents } from "../../store/segments/count-events.ts";
import type { ReplicateOptions } from "../place/copying.ts";
import { readDeckFile } from "../place/deck-file.ts";
import { isDamaged, readEvents } from "../place/events-file.ts";
import { decksIn, journalsIn, segmentsIn } from "../place/file-names.ts";
import { type Replicated, replicate } from "../place/replicate.ts";
import { ENDING, encryptedPlace, isEncryptedName, type Vault } from "./encrypted.ts";
import { type DeviceHead, readHeads } from "./heads.ts";
import { deviceIn, sayWho } from "./identity.ts";
import { isInNewerForm } from "./newer-form.ts";
import { withoutRenaming } from "./renamed.ts";
import { withdraw } from "./withdraw.ts";

export interface Exchanged {
  /** Events that came in. */
  readonly taken: number;
  /** Decks that came in. */
  readonly decks: number;
  /** False where there was no time for all of it, or nothing was given. */
  readonly complete: boolean;
  /** The other devices that have given something, the one that gave last first. */
  readonly others: readonly DeviceHead[];
  /**
   * Files of other devices that were not looked at, since they are encrypted and there is no passphrase, or since they are
   * not encrypted and there is one: what nobody vouches for is not taken in then.
   */
  readonly passedOver: number;
  /** Files of other devices that are torn, or have not arrived as a whole, or are encrypted with another passphrase. */
  readonly unreadable: number;
  /** Files that a newer version wrote, and that this one cannot read, or not all of: they are left alone, and read by it later. */
  readonly newer: number;
  /** Others encrypt what they give, and this device has no passphrase: it takes, and gives nothing that all could read. */
  readonly locked: boolean;
  /** Why nothing more could be written, as the place threw it; what was in it has come in. Null where all went well. */
  readonly notWritten: unknown;
}

export interface ExchangeOptions extends ReplicateOptions {
  /** For a folder whose files are encrypted; null or nothing where they are not. */
  readonly vault?: Vault | null;
  /** What the user calls this device. */
  readonly name: string;
  /** Unix time in ms. */
  readonly nowMs: number;
}

/**
 * @param folder a place of kind `shared`
 * @throws what the place throws where it cannot be read, and what the database throws; whatever was done by then stays and
 *   is right
 */
export async function exchange(
  db: Database,
  folder: Place,
  { name, nowMs, vault = null, ...options }: ExchangeOptions,
): Promise<Exchanged> {
  const files = withoutRenaming(tellingWrites(folder));
  const device = await files.lock("exclusive", () => deviceIn(db, files, vault));
  const place = vault ? encryptedPlace(files, vault) : files;
  const others = (await readHeads(place)).filter((head) => head.device !== device);
  const passedOver = await countPassedOver(files, device, vault !== null);
  const locked = vault === null && passedOver > 0;
  const sum = { taken: 0, decks: 0 };
  const agree = (give: boolean, torn: readonly string[] = []): Promise<Replicated> => {
    const before = { ...sum };
    const onTaken = (events: number): void => {
      sum.taken = before.taken + events;
      options.onTaken?.(sum.taken);
    };
    const onDecks = (decks: number): void => {
      sum.decks = before.decks + decks;
      options.onDecks?.(sum.decks);
    };
    return replicate(db, place, { ...options, give, torn, onTaken, onDecks });
  };
  const give = async (): Promise<Replicated> => {
    const torn = await place.lock("exclusive", () => tornAmong(place, device, others));
    const done = await agree(true, torn);
    if (!done.complete) return done;
    const { events } = await countEvents(db);
    await place.lock("exclusive", async () => {
      // What this device wrote before it had a passphrase is there for all to read.
      if (vault) await withdraw(db, files, place);
      await sayWho(db, place, { device, name, atMs: nowMs, events, unreadable: done.unreadable });
    });
    return done;
  };
  let done: Replicated | null = null;
  let notWritten: unknown = null;
  try {
    done = locked ? null : await give();
  } catch (error) {
    if (!(error instanceof NotWritten)) throw error;
    notWritten = error.cause;
  }
  const failure = done?.deckFailure ?? null;
  if (failure !== null) notWritten = failure instanceof NotWritten ? failure.cause : failure;
  const complete = done?.complete === true && failure === null;
  done ??= await agree(false);
  const newer = new Set([...(await files.list()).filter(isInNewerForm), ...done.newer]).size;
  return { ...sum, complete, others, passedOver, newer, unreadable: done.unreadable.length, locked, notWritten };
}

/** A write or a removal that failed, told from all else that may: what can be read comes in all the same. */
class NotWritten extends Error {}

function tellingWrites(place: Place): Place {
  const told = (work: Promise<void>): Promise<void> =>
    work.catch((cause: unknown) => {
      throw new NotWritten("the shared place does not take what is written", { cause });
    });
  return {
    ...place,
    write: (name, content) => told(place.write(name, content)),
    remove: (name) => told(place.remove(name)),
  };
}

/** Of a device that has since set a passphrase, or given it up, its own old files lie there as well: they hinder nobody. */
async function countPassedOver(files: Place, device: DeviceId, encrypted: boolean): Promise<number> {
  const names = (await files.list()).filter((name) => isEncryptedName(name) !== encrypted);
  const plain = names.map((name) => (isEncryptedName(name) ? name.slice(0, -ENDING.length) : name));
  return [...segmentsIn(plain), ...journalsIn(plain)].filter((file) => file.device !== device).length;
}

/**
 * The segments of this device that another one could not read and that are torn indeed, for them to be written anew; such decks
 * are removed for that. Their names alone would not tell, and reading all of them each time would take longer and longer.
 */
async function tornAmong(place: Place, device: DeviceId, others: readonly DeviceHead[]): Promise<string[]> {
  const named = [...new Set(others.flatMap(({ unreadable }) => unreadable))];
  const there = new Set(await place.list());
  const isOwn = (file: { readonly name: string; readonly device: DeviceId | null }): boolean =>
    file.device === device && there.has(file.name);
  const torn: string[] = [];
  for (const file of segmentsIn(named).filter(isOwn)) {
    if (isDamaged(await readEvents(place, file))) torn.push(file.name);
  }
  for (const file of decksIn(named).filter(isOwn)) {
    if ((await readDeckFile(place, file)) === null) await place.remove(file.name);
  }
  return torn;
}
