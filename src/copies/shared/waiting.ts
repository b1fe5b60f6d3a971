/**
 * What came in files that were carried by hand, or gave way to it, and waits: lines that only a later version reads, and decks of
 * the user's own until they have arrived elsewhere. The carried file may be gone by then. So each is kept as a file that never
 * changes, in the database and, as a copy, in the second record, from where it comes back if the database is lost.
 */
import type { Place } from "../../core/log/place.ts";
import { keepPosition, positionKey, positionRow, readPosition } from "../../store/database/local.ts";
import { readableAt } from "../../store/database/readable.ts";
import { write } from "../../store/database/transaction.ts";
import type { Database } from "../../store/opening/open.ts";
import { unpackJson } from "../../store/segments/pack.ts";
import { noteOf } from "../place/note-of.ts";
import { rememberedNames } from "../place/remembered-names.ts";
import { writeVerified } from "../place/write-verified.ts";

/** One value as gzip of JSON, see `packJson`. */
export interface WaitingFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What its name begins with. */
export type WaitingKind = "lines-" | "deck-";

/** Before its name, in the second record and in the database. */
const BEFORE = "waiting-";
/** Names that this database has given its second record, or has taken from it: what else lies there it has lost. */
const COPIED = "copied-waiting";

/** The names of what waits; no bytes are read for that. */
export async function waitingNames(db: Database, kind: WaitingKind | "" = ""): Promise<readonly string[]> {
  const first = positionKey(BEFORE + kind);
  const keys = await db.getAllKeys("local", IDBKeyRange.bound(first, `${first}\uffff`));
  return keys.map((key) => key.slice(positionKey(BEFORE).length));
}

/** One that cannot be read just now is left out: it costs no other. */
export const readWaiting = async (db: Database, kind: WaitingKind): Promise<readonly WaitingFile[]> =>
  filesOf(db, await waitingNames(db, kind));

async function filesOf(db: Database, names: readonly string[]): Promise<readonly WaitingFile[]> {
  const files: WaitingFile[] = [];
  for (const name of names) {
    const row = await readableAt(db.transaction("local").store, positionKey(BEFORE + name));
    if (row?.value instanceof Uint8Array) files.push({ name, bytes: row.value as WaitingFile["bytes"] });
  }
  return files;
}

/** In one transaction. @param gone names of what need not wait any more; the second record lets go of it when it is next copied */
export const changeWaiting = (
  db: Database,
  more: readonly WaitingFile[],
  gone: readonly string[] = [],
): Promise<void> =>
  write(db, ["local"], async (transaction) => {
    const local = transaction.objectStore("local");
    for (const { name, bytes } of more) await local.put(positionRow(BEFORE + name, bytes));
    for (const name of gone) await local.delete(positionKey(BEFORE + name));
  });

/** Makes database and second record agree on what waits. Best done before decks are copied, in whose places others may have come. */
export async function copyWaiting(db: Database, given: Place): Promise<void> {
  const place = rememberedNames(given);
  const namesBoth = async () => [await waitingNames(db), await namesIn(place)] as const;
  if ((await namesBoth()).flat().length === 0) return;
  await place.lock("exclusive", async () => {
    place.lookAgain();
    const [here, there] = await namesBoth();
    const note = noteOf(place, COPIED);
    const before = await readPosition(db, note);
    const copied = there.filter((name) => Array.isArray(before) && before.includes(name));
    // Noted first: of a file that was written and not noted nobody could tell later that it was let go here.
    await keepPosition(db, note, [...copied, ...here]);
    const lacking = await filesOf(
      db,
      here.filter((name) => !there.includes(name)),
    );
    for (const { name, bytes } of lacking) await writeVerified(place, BEFORE + name, bytes);
    for (const name of there.filter((one) => !here.includes(one))) {
      if (copied.includes(name)) await place.remove(BEFORE + name);
      else await takeBack(db, place, name);
    }
    await keepPosition(db, note, await waitingNames(db));
  });
}

const namesIn = async (place: Place): Promise<readonly string[]> =>
  (await place.list()).flatMap((name) => (name.startsWith(BEFORE) ? [name.slice(BEFORE.length)] : []));

/** A torn one stays where it is: a later version may make more of it. */
async function takeBack(db: Database, place: Place, name: string): Promise<void> {
  const bytes = await place.read(BEFORE + name);
  if (bytes)
    await unpackJson(bytes).then(
      () => changeWaiting(db, [{ name, bytes }]),
      () => undefined,
    );
}
