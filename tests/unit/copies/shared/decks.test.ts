/** A deck of the user's own that changes on one machine: the later version is on all of them in the end, with its history. */
import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { deckHash } from "../../../../src/copies/place/deck-hash.ts";
import { deckFileName } from "../../../../src/copies/place/file-names.ts";
import { passphraseOf, vaultOf } from "../../../../src/copies/shared/encrypted.ts";
import { exchange } from "../../../../src/copies/shared/exchange.ts";
import { noteArrived } from "../../../../src/copies/shared/given-files.ts";
import { packNews, takeInNews } from "../../../../src/copies/shared/news-file.ts";
import { compareVersions } from "../../../../src/core/deck/version-order.ts";
import { cardId, type DeckId, type DeviceId } from "../../../../src/core/ids.ts";
import { judgeDeck } from "../../../../src/session/folder/folder-exchange.ts";
import { readDevice } from "../../../../src/store/database/local.ts";
import { readDeck, removeDeck } from "../../../../src/store/decks/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { packJson } from "../../../../src/store/segments/pack.ts";
import { foldsToItself, get, grade, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { makeDevice, sharedFolder, type TestDevice } from "../../../support/places/devices.ts";
import { content, deck, fact } from "../../../support/samples/cards.ts";

const ID = "mine" as DeckId;
const STRANGER = "0000000000000007" as DeviceId;
const VERSIONS = ["1", "2", "9", "10"];
/** Each version has one card that only it has, and one that all have. */
const version = (name: string) =>
  deck([content("same", 0, { deck: ID }), content(`of-${name}`, 1, { deck: ID })], name, { id: ID });
const SAME = cardId(fact("same", ID), "forward");

beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());
afterEach(() => vi.restoreAllMocks());

const exchangeDecks = ({ db, place }: TestDevice, nowMs = NOW) =>
  exchange(db, place, { name: "", nowMs, judgeDeck, segmentEvents: 4 });
const has = ({ db }: TestDevice, name: string) => installDeck(db, version(name), scheduler, NOW, "own");
const deviceOf = ({ db }: TestDevice) => readDevice(db.transaction("local").store);
const fileOf = async (on: TestDevice, name: string) =>
  deckFileName({ id: ID, version: name }, { device: await deviceOf(on), hash: await deckHash(version(name)) });
const versionOn = async ({ db }: TestDevice) => (await db.get("decks", ID))?.version;

/** What a learner sees of the deck. */
const seen = async ({ db }: TestDevice): Promise<unknown> => {
  const states = (await db.getAll("states")).filter(({ deck: of, retired }) => of === ID && !retired);
  return {
    deck: await readDeck(db, ID),
    cards: states.map(({ id, state, queue }) => ({ id, state, queue })),
    days: await db.getAll("days"),
    events: (await wholeLog(db)).map(({ id }) => id).sort(),
  };
};

const close = (all: readonly TestDevice[]): void => {
  for (const { db } of all) db.close();
};

test("the later version comes to the machine with the earlier one, and not the other way round", async () => {
  const folder = sharedFolder();
  const [a, b] = [await makeDevice(folder), await makeDevice(folder)];
  for (const one of [a, b]) await has(one, "9");
  await grade(b.db, await get(b.db, SAME), 3, NOW, await deviceOf(b));
  for (const one of [b, a, b]) await exchangeDecks(one);
  await has(a, "10");
  expect(await exchangeDecks(a)).toMatchObject({ complete: true, decks: 0 });
  expect(await exchangeDecks(b)).toMatchObject({ complete: true, decks: 1 });
  expect(await exchangeDecks(b)).toMatchObject({ decks: 0 });
  expect([await versionOn(a), await versionOn(b)]).toEqual(["10", "10"]);
  expect((await get(b.db, SAME)).state.reviews).toBe(1);
  expect(await seen(b)).toEqual(await seen(a));
  // What is no longer the deck of the device that wrote it goes, by that device alone.
  for (const one of [a, b]) await exchangeDecks(one);
  expect([...folder.content.keys()].filter((name) => name.startsWith("deck-")).sort()).toEqual(
    [await fileOf(a, "10"), await fileOf(b, "10")].sort(),
  );
  close([a, b]);
});

test("whatever versions come to whichever machine, all have the latest of them, and nobody lost an answer", async () => {
  const happening = fc.oneof(
    fc.record({ kind: fc.constant("install" as const), on: fc.nat({ max: 2 }), which: fc.nat({ max: 3 }) }),
    fc.record({ kind: fc.constant("answer" as const), on: fc.nat({ max: 2 }), which: fc.nat({ max: 3 }) }),
    fc.record({ kind: fc.constant("exchange" as const), on: fc.nat({ max: 2 }), which: fc.constant(0) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 12 }), async (story) => {
      const folder = sharedFolder();
      const all = [await makeDevice(folder), await makeDevice(folder), await makeDevice(folder)];
      let [latest, made] = ["", 0];
      for (const [i, { kind, on, which }] of story.entries()) {
        const [device, name = "1"] = [all[on], VERSIONS[which]];
        if (!device) throw new Error("no device");
        if (kind === "exchange") await exchangeDecks(device, NOW + i);
        // As a user does, who gets a later one: an earlier one would be brought up again.
        else if (kind === "install" && compareVersions(name, (await versionOn(device)) ?? "") > 0) {
          await has(device, name);
          if (compareVersions(name, latest) > 0) latest = name;
        } else if (kind === "answer") {
          const row = await device.db.get("states", which === 0 ? cardId(fact(`of-${latest}`, ID), "forward") : SAME);
          if (row && !row.retired && (await grade(device.db, row, 3, NOW + i * 1000, await deviceOf(device)))) made++;
        }
      }
      for (let round = 0; round < 3; round++) for (const one of all) await exchangeDecks(one, NOW + 100 + round);
      const [first, ...others] = all;
      if (!first) throw new Error("no device");
      for (const one of others) expect(await seen(one)).toEqual(await seen(first));
      for (const one of all) {
        expect((await versionOn(one)) ?? "").toBe(latest);
        expect((await wholeLog(one.db)).length).toBe(made);
        await foldsToItself(one.db);
      }
      close(all);
    }),
    { numRuns: 30 },
  );
}, 600_000);

test("a version in the name that is not the deck's own installs nothing, now or at any later time", async () => {
  const folder = sharedFolder();
  const a = await makeDevice(folder);
  await has(a, "9");
  folder.content.set(`deck-mine@99@${STRANGER}.gz`, await packJson(version("10")));
  for (let i = 0; i < 2; i++) expect(await exchangeDecks(a)).toMatchObject({ decks: 0 });
  expect(await versionOn(a)).toBe("9");
  close([a]);
});

test("one that was removed here stays away, and no file takes the place of a bundled deck", async () => {
  const folder = sharedFolder();
  const a = await makeDevice(folder);
  await has(a, "9");
  await removeDeck(a.db, ID);
  folder.content.set(`deck-mine@10@${STRANGER}.gz`, await packJson(version("10")));
  expect(await exchangeDecks(a)).toMatchObject({ decks: 0 });
  await installDeck(a.db, version("9"), scheduler, NOW, "bundled");
  expect(await exchangeDecks(a)).toMatchObject({ decks: 0 });
  close([a]);
});

test("goes with the files that are saved for the other machine, once in each version, under any name that a browser gives", async () => {
  const [a, b] = [await makeDevice(sharedFolder()), await makeDevice(sharedFolder())];
  await has(a, "9");
  const first = await packNews(a.db, false, null);
  expect(first.files).toMatchObject([{ name: await fileOf(a, "9"), events: 0 }]);
  await first.offered();
  await noteArrived(a.db);
  expect((await packNews(a.db, false, null)).files).toEqual([]);
  expect((await packNews(a.db, true, null)).files).toHaveLength(1);
  const vault = vaultOf(await passphraseOf("words"), 2);
  await has(a, "10");
  const second = await packNews(a.db, false, vault);
  const renamed = second.files.map(({ name, bytes }) => ({ name: name.replace(".gz", " (1).gz"), bytes }));
  expect(renamed[0]?.name).toMatch(/^deck-mine@10@[0-9a-v]{16}@[0-9a-f]{32} \(1\)\.gz\.enc$/);
  expect(await takeInNews(b.db, renamed, vault, judgeDeck)).toMatchObject({ decks: 1, complete: true });
  expect(await takeInNews(b.db, first.files, vault, judgeDeck)).toMatchObject({ decks: 0 });
  expect(await seen(b)).toEqual(await seen(a));
  close([a, b]);
});

test("a later version is taken in from a file as well, and an earlier one is not", async () => {
  const a = await makeDevice(sharedFolder());
  await has(a, "9");
  const file = async (name: string) => ({
    name: `deck-mine@${name}@${STRANGER}.gz`,
    bytes: await packJson(version(name)),
  });
  expect(await takeInNews(a.db, [await file("2")], null, judgeDeck)).toMatchObject({ decks: 0 });
  expect(await takeInNews(a.db, [await file("10")], null, judgeDeck)).toMatchObject({ decks: 1 });
  expect(await versionOn(a)).toBe("10");
  close([a]);
});
