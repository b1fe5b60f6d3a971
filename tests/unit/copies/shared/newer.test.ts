/** A folder in which a newer Osteon writes as well: what this one cannot read is told of, left alone, and read later. */
import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { deckHash } from "../../../../src/copies/place/deck-hash.ts";
import { exchange } from "../../../../src/copies/shared/exchange.ts";
import { isInNewerForm } from "../../../../src/copies/shared/newer-form.ts";
import { takeInNews } from "../../../../src/copies/shared/news-file.ts";
import type { DeckId, DeviceId } from "../../../../src/core/ids.ts";
import type { Place } from "../../../../src/core/log/place.ts";
import { judgeDeck } from "../../../../src/session/folder/folder-exchange.ts";
import { packEvents, packJson, sha256 } from "../../../../src/store/segments/pack.ts";
import { NOW } from "../../../support/database/db-steps.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { exchangeOn, type TestDevice } from "../../../support/places/devices.ts";
import type { MemoryFiles } from "../../../support/places/memory-files.ts";
import { useTwoDevices } from "../../../support/places/two-devices.ts";
import { content, deck } from "../../../support/samples/cards.ts";

const STRANGER = "0000000000000007" as DeviceId;
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

let folder: MemoryFiles;
let a: TestDevice;
let b: TestDevice;
useTwoDevices(3, (opened) => {
  ({ folder, a, b } = opened);
});

test("files in a newer form are counted, and nothing is done to them, encrypted or not", async () => {
  const names = [
    `segment-${STRANGER}-000001-9-${"0".repeat(64)}.osteon2`,
    `segment-${STRANGER}-000001-9-${"0".repeat(64)}.osteon2.enc`,
    `journal-${STRANGER}-5-0mwtvz07p-evhssqh87q81g1la.osteon12`,
    `device-${STRANGER}.osteon2`,
  ];
  for (const name of names) folder.content.set(name, bytes("new"));
  expect(await exchangeOn(b, folder)).toMatchObject({ taken: 3, newer: 4, unreadable: 0, complete: true });
  for (const name of names) expect(folder.content.get(name)).toEqual(bytes("new"));
  for (const name of names) expect(isInNewerForm(name)).toBe(true);
  for (const name of folder.content.keys()) if (!names.includes(name)) expect(isInNewerForm(name)).toBe(false);
});

test("a deck in a newer form stays where it is, and is installed once it can be read", async () => {
  const id = "mine" as DeckId;
  const [name, own] = [`deck-mine@2@${STRANGER}.gz`, deck([content("c", 0, { deck: id })], "2", { id })];
  const run = () => exchange(b.db, folder, { name: "", nowMs: NOW, judgeDeck });
  const later = await packJson({ ...own, format: 3, more: {} });
  folder.content.set(name, later);
  expect(await run()).toMatchObject({ decks: 0, newer: 1, complete: true });
  expect(await run()).toMatchObject({ decks: 0, newer: 1 });
  expect(folder.content.get(name)).toEqual(later);
  // As the version that knows this form will find it.
  folder.content.set(name, await packJson(own));
  expect(await run()).toMatchObject({ decks: 1, newer: 0 });
});

test("of a file with lines that are no events here the rest comes in, and it is looked at again each time", async () => {
  const [one] = await wholeLog(a.db);
  if (!one) throw new Error("no event");
  const news = [
    { ...one, id: `${one.id.slice(0, -1)}v` },
    { ...one, id: `${one.id.slice(0, -1)}u`, atMs: [one.atMs] },
  ] as unknown as (typeof one)[];
  const name = `journal-${STRANGER}-2-0mwtvz07p-evhssqh87q81g1la.gz`;
  folder.content.set(name, await packEvents(news));
  expect(await exchangeOn(b, folder)).toMatchObject({ taken: 4, newer: 1, unreadable: 0 });
  expect(await exchangeOn(b, folder)).toMatchObject({ taken: 0, newer: 1 });
  expect(folder.content.has(name)).toBe(true);
});

test("none of them is read twice by one version of the program, and each by the next one", async () => {
  const id = "mine" as DeckId;
  const own = deck([content("c", 0, { deck: id })], "2", { id });
  const [one] = await wholeLog(a.db);
  if (!one) throw new Error("no event");
  const news = [
    { ...one, id: `${one.id.slice(0, -1)}v` },
    { ...one, id: `${one.id.slice(0, -1)}u`, atMs: [one.atMs] },
  ] as unknown as (typeof one)[];
  const packed = await packEvents(news);
  const names = [
    `journal-${STRANGER}-2-0mwtvz07p-evhssqh87q81g1la.gz`,
    `segment-${STRANGER}-000001-2-${await sha256(packed)}.gz`,
    `deck-mine@2@${STRANGER}@${await deckHash(own)}.gz`,
  ];
  for (const name of names.slice(0, 2)) folder.content.set(name, packed);
  folder.content.set(names[2] ?? "", await packJson({ ...own, format: 3, more: {} }));
  const read: string[] = [];
  const place: Place = {
    ...folder,
    read: (name) => {
      if (names.includes(name)) read.push(name);
      return folder.read(name);
    },
  };
  const run = (reader: string) => exchange(b.db, place, { name: "", nowMs: NOW, judgeDeck, reader });
  expect(await run("1.0.0")).toMatchObject({ taken: 4, newer: 3, unreadable: 0 });
  expect(read.splice(0).sort()).toEqual(names.toSorted());
  expect(await run("1.0.0")).toMatchObject({ taken: 0, newer: 3, unreadable: 0 });
  expect(read).toEqual([]);
  expect(await run("1.1.0")).toMatchObject({ taken: 0, newer: 3 });
  expect(read.splice(0).sort()).toEqual(names.toSorted());
  // One that is taken away is no longer told of.
  folder.content.delete(names[0] ?? "");
  expect(await run("1.1.0")).toMatchObject({ newer: 2 });
});

test("a file that is taken in by hand is refused as newer, and not as damaged", async () => {
  const file = { name: `journal-${STRANGER}-5-0mwtvz07p-evhssqh87q81g1la.osteon2`, bytes: bytes("new") };
  await expect(takeInNews(b.db, [file], null)).rejects.toMatchObject({ reason: "newer" });
  const newDeck = { name: `deck-mine@2@${STRANGER}.gz`, bytes: await packJson({ format: 3, id: "mine" }) };
  await expect(takeInNews(b.db, [newDeck], null, judgeDeck)).rejects.toMatchObject({ reason: "newer" });
});
