/** The whole self-check of the database as it is, against reading the same bytes as blobs. */
import { checkAll } from "../../../src/copies/check/check.ts";
import { total } from "../../../src/copies/check/findings.ts";
import type { Place } from "../../../src/core/log/place.ts";
import { schedulerFor } from "../../../src/core/memory/scheduler.ts";
import { bundledDecks } from "../../../src/platform/bundled-decks.ts";
import { recordFiles } from "../../../src/platform/record/files.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";
import { readSettings } from "../../../src/store/settings/settings.ts";
import { blobTimes, timed } from "./blobs.ts";
import type { FileTimes } from "./files.ts";

/** So many checks from the beginning to the end, as the background makes one each week. */
export async function checks(rounds: number): Promise<FileTimes> {
  const db = await openDatabase();
  const place = await recordFiles();
  const scheduler = schedulerFor(await readSettings(db));
  const bytes = (await bytesOf(db)) + (await bytesIn(place));
  const [ours, floor]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    ours.push(
      await timed(async () => {
        const { found } = await checkAll({ db, place, decks: bundledDecks, scheduler, read: new Map() });
        // What must be mended takes longer than what must only be looked at.
        if (total(found) > 0) throw new Error(`something is wrong: ${JSON.stringify(found)}`);
      }),
    );
    floor.push((await blobTimes(bytes)).read);
  }
  db.close();
  return { ours, floor, bytes };
}

/** What all rows of the database take as JSON, packed bytes as they are. */
async function bytesOf(db: Database): Promise<number> {
  let bytes = 0;
  for (const name of db.objectStoreNames) {
    for (const row of await db.getAll(name)) bytes += sizeOf(row);
  }
  return bytes;
}

function sizeOf(row: unknown): number {
  let bytes = 0;
  const text = JSON.stringify(row, (_, value: unknown) => {
    if (value instanceof Blob) bytes += value.size;
    else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) bytes += value.byteLength;
    else return value;
    return null;
  });
  return bytes + text.length;
}

async function bytesIn(place: Place | null): Promise<number> {
  let bytes = 0;
  for (const name of (await place?.list()) ?? []) bytes += (await place?.read(name))?.length ?? 0;
  return bytes;
}
