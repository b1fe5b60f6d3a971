/**
 * A place whose files only those can read who know a passphrase: for folders in somebody else's cloud. AES-256-GCM with a
 * fresh nonce for each file, under a key that PBKDF2 makes from the passphrase; the file's name is authenticated with it, so
 * that no file passes for another. Names say how many events a file holds, and of which device; nothing else is readable.
 *
 * A file is: the letters OSTEON1, the salt (16 bytes), the nonce (12 bytes), the ciphertext with its tag. Each device draws
 * a salt of its own, so devices need not agree on one.
 *
 * PBKDF2-HMAC-SHA-256 with 600,000 iterations, as OWASP recommends since 2023:
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#pbkdf2
 */
import type { DeviceId } from "../../core/ids.ts";
import type { Place } from "../../core/log/place.ts";
import { decksIn, journalsIn, segmentsIn } from "../place/file-names.ts";
import { deviceOfHead } from "./heads.ts";

const ITERATIONS = 600_000;
const MAGIC = new TextEncoder().encode("OSTEON1");
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const HEAD_BYTES = MAGIC.length + SALT_BYTES + NONCE_BYTES;
/** What encrypted files end with. */
export const ENDING = ".enc";
/** Each salt costs a third of a second; nobody has more devices, and a folder full of salts must not keep one busy for ever. */
const MOST_SALTS = 32;

/** What a passphrase is kept as: it cannot be read back out of the key. */
export interface Passphrase {
  readonly key: CryptoKey;
  /** Of this device. */
  readonly salt: Uint8Array<ArrayBuffer>;
}

export async function passphraseOf(words: string): Promise<Passphrase> {
  // One form for letters that can be written in two.
  const bytes = new TextEncoder().encode(words.normalize("NFC"));
  return {
    key: await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveKey"]),
    salt: crypto.getRandomValues(new Uint8Array(SALT_BYTES)),
  };
}

/** Seals and opens files. */
export interface Vault {
  readonly seal: (name: string, content: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;
  /** No bytes where the file is torn, or was sealed with another passphrase or under another name. */
  readonly open: (name: string, sealed: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>;
  /** Whether this device sealed it, under this passphrase: where such a file cannot be opened, it is torn. */
  readonly isOwn: (sealed: Uint8Array) => boolean;
}

/** @param iterations other than usual, for tests */
export function vaultOf({ key: secret, salt: own }: Passphrase, iterations = ITERATIONS): Vault {
  const keys = new Map<string, Promise<CryptoKey>>();
  const keyFor = (salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> | null => {
    const id = salt.join();
    const known = keys.get(id);
    if (known !== undefined) return known;
    if (keys.size >= MOST_SALTS && id !== own.join()) return null;
    const key = derive(secret, salt, iterations);
    keys.set(id, key);
    return key;
  };
  return {
    async seal(name, content) {
      const key = await (keyFor(own) ?? derive(secret, own, iterations));
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const sealed = await crypto.subtle.encrypt(paramsOf(nonce, name), key, content);
      return joined(MAGIC, own, nonce, new Uint8Array(sealed));
    },
    async open(name, sealed) {
      const key = isSealed(sealed) ? keyFor(sealed.slice(MAGIC.length, MAGIC.length + SALT_BYTES)) : null;
      if (key === null) return new Uint8Array();
      const nonce = sealed.slice(MAGIC.length + SALT_BYTES, HEAD_BYTES);
      try {
        const params = paramsOf(nonce, name);
        return new Uint8Array(await crypto.subtle.decrypt(params, await key, sealed.slice(HEAD_BYTES)));
      } catch {
        return new Uint8Array();
      }
    },
    isOwn: (sealed) => isSealed(sealed) && own.every((byte, i) => sealed[MAGIC.length + i] === byte),
  };
}

export const isSealed = (content: Uint8Array): boolean =>
  content.length >= HEAD_BYTES && MAGIC.every((byte, i) => content[i] === byte);

/**
 * The place with files that only the vault can read; others that stand there are not seen. Of one that this device sealed and
 * that is torn the sealed bytes are given: whoever reads them sees that they are not what its name says, as with a plain file.
 */
export function encryptedPlace(place: Place, vault: Vault): Place {
  return {
    ...place,
    list: async () => (await place.list()).filter(isEncryptedName).map((name) => name.slice(0, -ENDING.length)),
    async read(name) {
      const content = await place.read(name + ENDING);
      if (!content || content.length === 0) return content;
      const opened = await vault.open(name, content);
      return opened.length === 0 && vault.isOwn(content) ? content : opened;
    },
    write: async (name, content) => place.write(name + ENDING, await vault.seal(name, content)),
    remove: (name) => place.remove(name + ENDING),
  };
}

export const isEncryptedName = (name: string): boolean => name.endsWith(ENDING);

/** So many files of a device are tried before a passphrase is called wrong: one alone may be torn. */
const TRIED = 3;
/** And of so many devices: each costs a third of a second. */
const TRIED_DEVICES = 6;

/**
 * What the files of other devices say of a passphrase: `none` where nothing of them is encrypted. This one's own say
 * nothing: they can be written anew.
 */
export async function tryPassphrase(place: Place, vault: Vault, own: DeviceId): Promise<"fits" | "wrong" | "none"> {
  const inside = encryptedPlace(place, vault);
  const byDevice = new Map<DeviceId, string[]>();
  for (const name of await inside.list()) {
    const device = writerOf(name);
    if (device !== null && device !== own) byDevice.set(device, [...(byDevice.get(device) ?? []), name]);
  }
  const names = [...byDevice.values()].slice(0, TRIED_DEVICES).flatMap((all) => all.slice(0, TRIED));
  for (const name of names) if (((await inside.read(name))?.length ?? 0) > 0) return "fits";
  return names.length === 0 ? "none" : "wrong";
}

const paramsOf = (iv: Uint8Array<ArrayBuffer>, name: string): AesGcmParams => ({
  name: "AES-GCM",
  iv,
  additionalData: new TextEncoder().encode(name),
});

const derive = (secret: CryptoKey, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> =>
  crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations },
    secret,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );

function joined(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** The device that writes a file of such a name; null for what no device would write into a shared place. */
function writerOf(name: string): DeviceId | null {
  const [file] = [...segmentsIn([name]), ...journalsIn([name]), ...decksIn([name])];
  return deviceOfHead(name) ?? file?.device ?? null;
}
