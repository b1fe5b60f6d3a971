/** Files of this device that are torn in the shared folder: others tell of them as long as they are there. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { journalsIn, segmentsIn } from "../../../../src/copies/place/file-names.ts";
import { replicate } from "../../../../src/copies/place/replicate.ts";
import { passphraseOf, vaultOf } from "../../../../src/copies/shared/encrypted.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { DAY_MS } from "../../../../src/core/time/study-day.ts";
import { readDevice } from "../../../../src/store/database/local.ts";
import { NOW } from "../../../support/database/db-steps.ts";
import { idsOf } from "../../../support/database/long-log.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { answerOn, exchangeOn, makeDevice, sharedFolder, type TestDevice } from "../../../support/places/devices.ts";
import type { MemoryFiles } from "../../../support/places/memory-files.ts";

let folder: MemoryFiles;
let one: TestDevice;
let other: TestDevice;
beforeEach(async () => {
  vi.spyOn(console, "error").mockReturnValue();
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
  folder = sharedFolder();
  [one, other] = [await makeDevice(folder), await makeDevice(folder)];
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const { db } of [one, other]) db.close();
});

const contentOf = (name: string) => folder.content.get(name) as Uint8Array<ArrayBuffer>;
const cut = (name: string): unknown => folder.content.set(name, contentOf(name).slice(0, -20));
/** The length at its end, which nothing is unpacked by. */
const spoilEnd = (name: string): unknown => folder.content.set(name, contentOf(name).slice().fill(255, -4));

/** @returns the name of a journal's file that is torn */
async function tornJournal(tear: (name: string) => unknown = cut): Promise<string> {
  for (let i = 0; i < 3; i++) await answerOn(one, i, NOW + i * 1000);
  await exchangeOn(one, one.place);
  const [journal] = journalsIn(await folder.list());
  const name = journal?.name ?? "";
  tear(name);
  return name;
}

/** @returns the name of a segment's file that is torn, and whose events were packed anew since */
async function tornSegment(): Promise<string> {
  for (let i = 0; i < 9; i++) await answerOn(one, i, NOW + i * 1000);
  await exchangeOn(one, one.place);
  const [segment] = segmentsIn(await folder.list());
  const name = segment?.name ?? "";
  cut(name);
  for (const store of ["segments", "packed"] as const) await one.db.clear(store);
  const event = (await one.db.get("events", 1)) as Envelope;
  await one.db.delete("events", 1);
  await one.db.add("events", event);
  return name;
}

const bothHaveAll = async (): Promise<void> =>
  expect(idsOf(await wholeLog(other.db)).sort()).toEqual(idsOf(await wholeLog(one.db)).sort());

test.each([
  ["journal", tornJournal],
  ["segment", tornSegment],
])("a torn %s goes once all that the log holds was given", async (_, make) => {
  const name = await make();
  expect(await exchangeOn(other, other.place)).toMatchObject({ unreadable: 1 });
  // Stopped before the end.
  expect(await replicate(one.db, one.place, { segmentEvents: 4, goOn: () => false })).toMatchObject({
    complete: false,
  });
  expect(await folder.list()).toContain(name);
  expect(await exchangeOn(one, one.place)).toMatchObject({ complete: true });
  expect(await folder.list()).not.toContain(name);
  expect(await exchangeOn(other, other.place)).toMatchObject({ unreadable: 0 });
  await bothHaveAll();
});

test("what comes before the break of a torn file comes in before it goes", async () => {
  const name = await tornJournal(spoilEnd);
  const before = await wholeLog(one.db);
  for (const place of [1, 2]) await one.db.delete("events", place);
  await exchangeOn(one, one.place);
  expect(await folder.list()).not.toContain(name);
  expect(idsOf(await wholeLog(one.db)).sort()).toEqual(idsOf(before).sort());
});

test("one whose bytes cannot be had goes a day later, and those of another device stay", async () => {
  const name = await tornJournal();
  await folder.write(name, new Uint8Array());
  for (let i = 0; i < 2; i++) {
    await exchangeOn(one, one.place);
    await exchangeOn(other, other.place);
  }
  vi.setSystemTime(NOW + DAY_MS);
  await exchangeOn(other, other.place);
  expect(await folder.list()).toContain(name);
  await exchangeOn(one, one.place);
  expect(await folder.list()).not.toContain(name);
  expect(await exchangeOn(other, other.place)).toMatchObject({ unreadable: 0 });
  await bothHaveAll();
});

test("one in an encrypted folder goes at once as well, and of another device's none", async () => {
  const [own, others] = [vaultOf(await passphraseOf("words"), 2), vaultOf(await passphraseOf("words"), 2)];
  const all = [
    [one, own],
    [other, others],
  ] as const;
  for (const [i, [device, vault]] of all.entries()) {
    await answerOn(device, i, NOW + i * 1000);
    await exchangeOn(device, device.place, NOW, "", vault);
  }
  const journals = (await folder.list()).filter((name) => name.startsWith("journal-"));
  expect(journals).toHaveLength(2);
  for (const name of journals) cut(name);
  const device = await readDevice(one.db.transaction("local").store);
  const mine = journals.find((name) => name.includes(device));
  expect(await exchangeOn(one, one.place, NOW, "", own)).toMatchObject({ unreadable: 1, complete: true });
  expect(await folder.list()).not.toContain(mine);
  for (const name of journals) if (name !== mine) expect(await folder.list()).toContain(name);
  for (const [device, vault] of [...all.toReversed(), ...all])
    expect(await exchangeOn(device, device.place, NOW, "", vault)).toMatchObject({ complete: true });
  expect(await exchangeOn(one, one.place, NOW, "", own)).toMatchObject({ unreadable: 0 });
  await bothHaveAll();
});
