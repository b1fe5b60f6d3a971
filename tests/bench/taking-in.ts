/**
 * How long a first taking in from a shared folder takes, and what a later one reads. On a database in memory, so the time is
 * the work without the disk's; bytes are what they are anywhere.
 */
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { segmentFile } from "../../src/copies/place/file-names.ts";
import { exchange } from "../../src/copies/shared/exchange.ts";
import { type DeviceId, makeDeviceId } from "../../src/core/ids.ts";
import type { Envelope } from "../../src/core/log/envelope.ts";
import { makeReview } from "../../src/core/log/make-event.ts";
import type { Place } from "../../src/core/log/place.ts";
import { installDeck } from "../../src/store/decks/install-deck.ts";
import { openDatabase } from "../../src/store/opening/open.ts";
import { packEvents, sha256 } from "../../src/store/segments/pack.ts";
import { SEGMENT_EVENTS } from "../../src/store/segments/segments.ts";
import { maker, NOW, scheduler } from "../support/database/db-steps.ts";
import { wholeLog } from "../support/database/whole-log.ts";
import { type MemoryFiles, memoryFiles } from "../support/places/memory-files.ts";
import { card, content, deck } from "../support/samples/cards.ts";

const CARDS = 1000;

export interface TakingIn {
  readonly events: number;
  readonly seconds: number;
  /** Bytes that were read. */
  readonly first: number;
  /** With nothing new, and with one segment that is new. */
  readonly nothingNew: number;
  readonly oneSegment: number;
}

export async function takingIn(events: number): Promise<TakingIn> {
  const files = memoryFiles("shared");
  const other = makeDeviceId(crypto.getRandomValues(new Uint8Array(10)));
  const cards = Array.from({ length: CARDS }, (_, i) => content(`c${i}`, i));
  for (let from = 0; from < events; from += SEGMENT_EVENTS) await give(files, other, from);
  globalThis.indexedDB = new IDBFactory();
  const db = await openDatabase();
  await installDeck(db, deck(cards), scheduler, NOW);
  let read = 0;
  const place: Place = {
    ...files,
    async read(name) {
      const bytes = await files.read(name);
      // What is written is read back; that says nothing of what others gave.
      if (name.includes(other)) read += bytes?.length ?? 0;
      return bytes;
    },
  };
  const once = async (): Promise<{ readonly bytes: number; readonly seconds: number }> => {
    read = 0;
    const begun = performance.now();
    await exchange(db, place, { name: "", nowMs: NOW, filesAtOnce: 200 });
    return { bytes: read, seconds: (performance.now() - begun) / 1000 };
  };
  const first = await once();
  const nothingNew = await once();
  await give(files, other, events);
  const oneSegment = await once();
  const count = (await wholeLog(db)).length;
  if (count !== events + SEGMENT_EVENTS) throw new Error(`${count} events came in`);
  db.close();
  return {
    ...{ events, seconds: first.seconds, first: first.bytes },
    ...{ nothingNew: nothingNew.bytes, oneSegment: oneSegment.bytes },
  };
}

/** A segment of another device. */
async function give(files: MemoryFiles, device: DeviceId, from: number): Promise<void> {
  const events: Envelope[] = [];
  for (let i = from; i < from + SEGMENT_EVENTS; i++) {
    const nowMs = NOW + i * 60_000;
    const answer = { rating: 3, wait: { unit: "days", count: 3 }, shownAtMs: nowMs - 4000, surface: "popup" } as const;
    events.push(makeReview(card(`c${i % CARDS}`), { ...answer, factRevision: 1 }, maker(nowMs, device)));
  }
  const bytes = await packEvents(events);
  const head = { number: from / SEGMENT_EVENTS + 1, events: events.length, hash: await sha256(bytes) };
  await files.write(segmentFile(device, head).name, bytes);
}
