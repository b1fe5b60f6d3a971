/**
 * Whether the files under this device's id are its own. Where a profile was copied, or an old image of it was put back, two
 * devices share an id, and each would take the other's files for its own and remove what it no longer needs of them. So
 * each writing of the head has a token, and a head with a token that was not written here means: somebody else is called
 * as we are. Then this device takes another id. Nothing is lost by that: events keep the id of who made them, and the
 * files that were written under the old id stay, as those of another device.
 */
import * as v from "valibot";
import { hexOf } from "../../core/hex.ts";
import { type DeviceId, makeDeviceId } from "../../core/ids.ts";
import type { Place } from "../../core/log/place.ts";
import { deviceRow, keepPosition, readDevice, readPosition } from "../../store/database/local.ts";
import type { Database } from "../../store/opening/open.ts";
import { ENDING, encryptedPlace, isSealed, type Vault } from "./encrypted.ts";
import { type DeviceHead, headName, readHead, writeHead } from "./heads.ts";

const TOKENS = "shared-place-tokens";
/** Those that were written where the one before could not be read: of which place they are nobody can say. */
const OF_UNKNOWN = "shared-place-tokens-of-unknown";
/**
 * Whoever goes from one folder to another and back has written elsewhere meanwhile. More folders than this nobody has; and of
 * what is written again and again where nothing can be read, the last lies there.
 */
const MOST_PLACES = 16;
/** The tokens that were written last into one place, or into unknown ones; earlier versions knew of one place. */
const tokensOfOne = v.array(v.string());

/**
 * Which id this device has in a shared place; another one from now on, if somebody else uses the old one there.
 * @param files the place with its files as they lie there
 * @param vault null where no passphrase is set
 */
export async function deviceIn(db: Database, files: Place, vault: Vault | null): Promise<DeviceId> {
  const device = await readDevice(db.transaction("local").store);
  if (!(await isOfAnother(db, files, vault, headName(device)))) return device;
  const renewed = makeDeviceId(random(10));
  await db.put("local", deviceRow(renewed));
  for (const job of [TOKENS, OF_UNKNOWN]) await keepPosition(db, job, []);
  return renewed;
}

/** Also in the other form: a copied profile may have set a passphrase that this one has not, or the other way round. */
async function isOfAnother(db: Database, files: Place, vault: Vault | null, name: string): Promise<boolean> {
  const known = [...(await tokens(db)).flat(), ...(await tokensOfUnknown(db))];
  const plain = await readHead(files, name);
  if (plain !== null && !known.includes(plain.token)) return true;
  if (vault === null) return false;
  const inside = await readHead(encryptedPlace(files, vault), name);
  if (inside !== null) return !known.includes(inside.token);
  // Sealed with other words than ours, so by somebody else: a torn file is thought to be that, which costs only an id.
  const sealed = await files.read(name + ENDING);
  return sealed !== null && isSealed(sealed);
}

/** Says in the place who this device is and what it has. */
export async function sayWho(db: Database, place: Place, own: Omit<DeviceHead, "token">): Promise<void> {
  const token = hexOf(random(16));
  const head = headName(own.device);
  const before = (await readHead(place, head))?.token;
  // Kept before it is written: who is ended between the two finds one of both.
  if (before === undefined && (await place.read(head)) !== null) {
    await keepPosition(db, OF_UNKNOWN, [...(await tokensOfUnknown(db)), token].slice(-MOST_PLACES));
  } else {
    const others = (await tokens(db)).filter((ofPlace) => before === undefined || !ofPlace.includes(before));
    const kept = [...others, before === undefined ? [token] : [before, token]];
    await keepPosition(db, TOKENS, kept.slice(-MOST_PLACES));
  }
  await writeHead(place, { ...own, token });
}

/** Those of each place, the one that was written to last at the end. A place is known by the token that lies in it. */
async function tokens(db: Database): Promise<readonly (readonly string[])[]> {
  const kept = await readPosition(db, TOKENS);
  const ofOne = v.safeParse(tokensOfOne, kept);
  if (ofOne.success) return ofOne.output.length > 0 ? [ofOne.output] : [];
  const ofEach = v.safeParse(v.array(tokensOfOne), kept);
  return ofEach.success ? ofEach.output : [];
}

async function tokensOfUnknown(db: Database): Promise<readonly string[]> {
  const kept = v.safeParse(tokensOfOne, await readPosition(db, OF_UNKNOWN));
  return kept.success ? kept.output : [];
}

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
