/** Decks of the user's own in a shared folder, where something else happens meanwhile, or a file is spoilt. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { exchange } from "../../../../src/copies/shared/exchange.ts";
import { packNews, takeInNews } from "../../../../src/copies/shared/news-file.ts";
import type { DeckId } from "../../../../src/core/ids.ts";
import type { Place } from "../../../../src/core/log/place.ts";
import { judgeDeck } from "../../../../src/session/folder/folder-exchange.ts";
import { removeDeck } from "../../../../src/store/decks/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { NOW, scheduler } from "../../../support/database/db-steps.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { answerOn, makeDevice, sharedFolder, type TestDevice } from "../../../support/places/devices.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const ID = "mine" as DeckId;
const version = (name: string) => deck([content("same", 0, { deck: ID })], name, { id: ID });
const has = ({ db }: TestDevice, name: string) => installDeck(db, version(name), scheduler, NOW, "own");
const versionOn = async ({ db }: TestDevice) => (await db.get("decks", ID))?.version;
const exchangeAt = ({ db }: TestDevice, place: Place, nowMs = NOW) =>
  exchange(db, place, { name: "", nowMs, judgeDeck, segmentEvents: 4 });

beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());
afterEach(() => vi.restoreAllMocks());

/** Two devices; the first one has given version 2, the second one has version 1. */
async function twoDevices() {
  const folder = sharedFolder();
  const [a, b] = [await makeDevice(folder), await makeDevice(folder)];
  await has(a, "2");
  await exchangeAt(a, a.place);
  await has(b, "1");
  return { folder, a, b };
}

const whileReading = (place: Place, happens: () => Promise<unknown>): Place => ({
  ...place,
  async read(name) {
    const bytes = await place.read(name);
    if (name.startsWith("deck-")) await happens();
    return bytes;
  },
});

test.each(["takes nothing that is written", "is gone once the deck is read"])(
  "a deck that has come in is told of also where the folder then %s",
  async (what) => {
    const { b } = await twoDevices();
    const refuse = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    let isGone = false;
    const place: Place = {
      ...b.place,
      write: refuse,
      remove: refuse,
      list: () => (isGone && what.startsWith("is gone") ? refuse() : b.place.list()),
    };
    const told: number[] = [];
    const onDecks = (decks: number): void => {
      told.push(decks);
      isGone = true;
    };
    const done = await exchange(b.db, place, { name: "", nowMs: NOW, judgeDeck, segmentEvents: 4, onDecks }).catch(
      () => null,
    );
    expect(await versionOn(b)).toBe("2");
    expect(told).toEqual([1]);
    expect(done === null ? 1 : done.decks).toBe(1);
    expect(done === null).toBe(what.startsWith("is gone"));
  },
);

test("a later version that another page installs while the file is read stays", async () => {
  const { b } = await twoDevices();
  await exchangeAt(
    b,
    whileReading(b.place, () => has(b, "3")),
  );
  expect(await versionOn(b)).toBe("3");
});

test("a deck that is removed while the file is read stays away", async () => {
  const { b } = await twoDevices();
  await exchangeAt(
    b,
    whileReading(b.place, () => removeDeck(b.db, ID)),
  );
  expect(await versionOn(b)).toBeUndefined();
  const mine = memoryFiles("own");
  await has(b, "1");
  await replicate(b.db, mine);
  await removeDeck(b.db, ID);
  await b.db.delete("local", "removed-deck/mine");
  await replicate(
    b.db,
    whileReading(mine, async () => {
      await has(b, "1");
      await removeDeck(b.db, ID);
    }),
  );
  expect(await versionOn(b)).toBeUndefined();
});

test("nor does a file from the other machine bring back what is removed", async () => {
  const { a, b } = await twoDevices();
  const { files } = await packNews(a.db, true, null);
  await removeDeck(b.db, ID);
  expect(await takeInNews(b.db, files, null, judgeDeck)).toMatchObject({ decks: 0 });
});

function tear(folder: MemoryFiles): void {
  for (const [name, bytes] of folder.content)
    if (name.startsWith("deck-")) folder.content.set(name, bytes.slice(0, 30));
}

test("a torn file is named, and written anew by the device whose it is", async () => {
  const { folder, a, b } = await twoDevices();
  tear(folder);
  expect((await exchangeAt(b, b.place)).unreadable).toBe(1);
  expect(await versionOn(b)).toBe("1");
  await exchangeAt(a, a.place, NOW + 1);
  expect(await exchangeAt(b, b.place, NOW + 2)).toMatchObject({ decks: 1, unreadable: 0 });
  expect(await versionOn(b)).toBe("2");
});

test("another device with the same version gives it, where the one that tore its file is gone", async () => {
  const { folder, b } = await twoDevices();
  tear(folder);
  await has(b, "2");
  await exchangeAt(b, b.place);
  const c = await makeDevice(folder);
  expect(await exchangeAt(c, c.place)).toMatchObject({ decks: 1 });
  expect(await versionOn(c)).toBe("2");
});

test.each([
  ["that is no whole text", "v\ud800"],
  ["that is longer than a name of a file may be", "9".repeat(1500)],
])("a version %s comes from nobody, and hinders no answer", async (_, name) => {
  expect(judgeDeck(JSON.parse(JSON.stringify(version(name))))).toBeNull();
  const folder = sharedFolder();
  const [a, b] = [await makeDevice(folder), await makeDevice(folder)];
  await has(a, name);
  await answerOn(a, 0, NOW);
  // As file systems do.
  const strict = (place: Place): Place => ({
    ...place,
    async write(file, bytes) {
      if (file.length > 255) throw new TypeError("Name is not allowed");
      await place.write(file, bytes);
    },
  });
  const said = await exchangeAt(a, strict(a.place));
  expect(said).toMatchObject({ complete: false, notWritten: expect.any(Error) });
  await exchangeAt(b, b.place);
  expect((await wholeLog(b.db)).length).toBe(1);
  const own = memoryFiles("own");
  expect((await replicate(a.db, strict(own))).deckFailure).toBeInstanceOf(Error);
  expect([...own.content.keys()].filter((file) => file.startsWith("journal-"))).toHaveLength(1);
});

test("a head that would name a file with too long a name is read all the same", async () => {
  const { folder, a, b } = await twoDevices();
  folder.content.set(`deck-other@${"9".repeat(210)}@0000000000000007.gz`, new Uint8Array([1]));
  await exchangeAt(b, b.place);
  expect((await exchangeAt(a, a.place)).others).toHaveLength(1);
});
