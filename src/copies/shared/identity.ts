/**
 * Whether the files under this device's id are its own. Where a profile was copied, or an old image of it was put back, two
 * devices share an id, and each would take the other's files for its own and remove what it no longer needs of them. So
 * each writing of the head has a token, and a head with a token that was not written here means: somebody else is called
 * as we are. Then this device takes another id. Nothing is lost by that: events keep the id of who made them, and the
 * files that were written under the old id stay, as those of another device.
 */
import { type DeviceId, makeDeviceId } from "../../core/ids.ts";
import type { Place } from "../../core/log/place.ts";
import { deviceRow, keepPosition, readDevice, readPosition } from "../../store/local.ts";
import type { Database } from "../../store/open.ts";
import { type DeviceHead, headName, readHead, writeHead } from "./heads.ts";

const TOKENS = "shared-place-tokens";

/** Which id this device has in a shared place; another one from now on, if somebody else uses the old one there. */
export async function deviceIn(db: Database, place: Place): Promise<DeviceId> {
  const device = await readDevice(db.transaction("local").store);
  const there = await readHead(place, headName(device));
  if (there === null || (await tokens(db)).includes(there.token)) return device;
  const renewed = makeDeviceId(random(10));
  await db.put("local", deviceRow(renewed));
  await keepPosition(db, TOKENS, []);
  return renewed;
}

/** Says in the place who this device is and what it has. */
export async function sayWho(db: Database, place: Place, own: Omit<DeviceHead, "token">): Promise<void> {
  const token = [...random(16)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  // Kept before it is written: who is ended between the two finds one of both.
  const [newest] = (await tokens(db)).slice(-1);
  await keepPosition(db, TOKENS, newest === undefined ? [token] : [newest, token]);
  await writeHead(place, { ...own, token });
}

async function tokens(db: Database): Promise<readonly unknown[]> {
  const kept = await readPosition(db, TOKENS);
  return Array.isArray(kept) ? kept : [];
}

const random = (bytes: number): Uint8Array => crypto.getRandomValues(new Uint8Array(bytes));
