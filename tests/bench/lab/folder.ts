/** A shared folder as another device would have filled it, in the private file system of the extension. */
import { segmentFile } from "../../../src/copies/place/file-names.ts";
import { addToJournal } from "../../../src/copies/place/journal.ts";
import { type DeviceId, makeDeviceId, makeEventId } from "../../../src/core/ids.ts";
import type { ReviewEvent } from "../../../src/core/log/kinds.ts";
import type { Place } from "../../../src/core/log/place.ts";
import { modelFor } from "../../../src/core/memory/model.ts";
import { makeScheduler } from "../../../src/core/memory/scheduler.ts";
import { DEFAULT_SETTINGS } from "../../../src/core/settings.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import { type FolderHandle, folderPlace } from "../../../src/platform/shared-folder.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { openDatabase } from "../../../src/store/opening/open.ts";
import { packEvents, sha256 } from "../../../src/store/segments/pack.ts";
import { SEGMENT_EVENTS } from "../../../src/store/segments/segments.ts";
import { wholeLog } from "../../support/database/whole-log.ts";
import { card, content, deck } from "../../support/samples/cards.ts";

const other: DeviceId = makeDeviceId(new Uint8Array(10).fill(7));
const DAYS = 2000;

const place = async (): Promise<Place> =>
  folderPlace(
    (await (await navigator.storage.getDirectory()).getDirectoryHandle("shared", { create: true })) as FolderHandle,
  );

/** Reviews of all cards in turn, none of which is due before long, so that nobody is asked what to do about them, and so that whatever is taken in at once concerns as many of them as it can. */
function reviews(from: number, to: number, cards: number, all: number): ReviewEvent[] {
  const begin = Math.floor((Date.now() - (DAYS + 2) * DAY_MS) / 1000) * 1000;
  const random = new Uint8Array(10);
  return Array.from({ length: to - from }, (_, i) => {
    const number = from + i;
    const atMs = begin + Math.floor((number * DAYS * DAY_MS) / all);
    const studyDay = Math.floor(atMs / DAY_MS);
    new DataView(random.buffer).setUint32(0, number);
    return {
      ...{ kind: "review", id: makeEventId(atMs, random), device: other, card: card(`c${number % cards}`).id },
      ...{ atMs, offsetMinutes: 0, studyDay, rating: 3, phase: number < cards ? "new" : "review", factRevision: 1 },
      ...{ durationMs: 4000, surface: "newtab", next: { dueDay: studyDay + DAYS + 60, dueAtMs: null } },
    };
  });
}

/** The deck on this device, and so many events of another one in the folder, all of them sealed. */
async function fillFolder(events: number, cards: number): Promise<void> {
  const db = await openDatabase();
  const all = Array.from({ length: cards }, (_, i) => content(`c${i}`, i));
  await installDeck(db, deck(all), makeScheduler(modelFor(DEFAULT_SETTINGS)), Date.now(), "own");
  db.close();
  const folder = await place();
  for (let from = 0; from < events; from += SEGMENT_EVENTS) {
    const some = reviews(from, Math.min(events, from + SEGMENT_EVENTS), cards, events);
    const bytes = await packEvents(some);
    const head = { number: from / SEGMENT_EVENTS + 1, events: some.length, hash: await sha256(bytes) };
    await folder.write(segmentFile(other, head).name, bytes);
  }
}

/** So many more, as that device gives what it has not sealed yet. */
async function addToFolder(from: number, count: number, cards: number): Promise<void> {
  await addToJournal(await place(), other, reviews(from, from + count, cards, from + count));
}

/** How many events there are, and how many of them no card has been worked out from. */
async function standing(): Promise<{ readonly events: number; readonly notFolded: number }> {
  const db = await openDatabase();
  try {
    const events = await wholeLog(db);
    let reviewed = 0;
    for (let cursor = await db.transaction("states").store.openCursor(); cursor; cursor = await cursor.continue())
      reviewed += cursor.value.state.reviews;
    // What is no review, such as a setting, no card knows of.
    const ofCards = events.filter(({ card }) => card !== undefined).length;
    return { events: events.length, notFolded: ofCards - reviewed };
  } finally {
    db.close();
  }
}

Object.assign(globalThis, { fillFolder, addToFolder, standing });
