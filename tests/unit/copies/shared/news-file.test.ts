import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { passphraseOf, vaultOf } from "../../../../src/copies/shared/encrypted.ts";
import { noteArrived } from "../../../../src/copies/shared/given-files.ts";
import { packNews, takeInNews } from "../../../../src/copies/shared/news-file.ts";
import { packEvents } from "../../../../src/store/segments/pack.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { foldsToItself, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { reviews } from "../../../support/database/long-log.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import {
  answerOn,
  exchangeOn,
  makeDevice,
  sharedFolder,
  standing,
  type TestDevice,
} from "../../../support/places/devices.ts";

const NO_DECKS = { decks: 0, decksPutOff: 0, decksWithoutRoom: 0, keptForLater: 0 } as const;
let a: TestDevice;
let b: TestDevice;
const folder = sharedFolder();

beforeEach(async () => {
  vi.spyOn(console, "error").mockReturnValue();
  folder.content.clear();
  [a, b] = [await makeDevice(folder), await makeDevice(folder)];
});
afterEach(() => vi.restoreAllMocks());

const answers = async (on: TestDevice, count: number, from = 0): Promise<void> => {
  for (let i = from; i < from + count; i++) await answerOn(on, i, NOW + i * 1000);
};

describe("what is new, as a file", () => {
  test("holds what came since the last one arrived, and no more", async () => {
    await answers(a, 3);
    const first = await packNews(a.db, false, null);
    expect(first.files.map(({ events }) => events)).toEqual([3]);
    // The first was never handed over; or it was, and nobody knows whether it arrived.
    expect((await packNews(a.db, false, null)).files.map(({ events }) => events)).toEqual([3]);
    await first.offered();
    expect((await packNews(a.db, false, null)).files.map(({ events }) => events)).toEqual([3]);
    await noteArrived(a.db);
    expect((await packNews(a.db, false, null)).files).toEqual([]);
    await answers(a, 2, 3);
    expect((await packNews(a.db, false, null)).files.map(({ events }) => events)).toEqual([2]);
    expect((await packNews(a.db, true, null)).files.map(({ events }) => events)).toEqual([5]);
  });

  test("is taken in on the other machine, in any order and as often as one likes", async () => {
    await answers(a, 3);
    const one = await packNews(a.db, false, null);
    await one.offered();
    await noteArrived(a.db);
    await answers(a, 2, 3);
    const two = await packNews(a.db, false, null);
    const files = [...two.files, ...one.files];
    expect(await takeInNews(b.db, files, null)).toEqual({ taken: 5, known: 0, ...NO_DECKS, complete: true });
    expect(await takeInNews(b.db, files, null)).toEqual({ taken: 0, known: 5, ...NO_DECKS, complete: true });
    expect(await standing(b)).toEqual(await standing(a));
  });

  test("tells how many have come in, can be stopped between two transactions, and goes on another time", async () => {
    await merge(a.db, reviews(1200), scheduler);
    const { files } = await packNews(a.db, true, null);
    const told: number[] = [];
    const onTaken = (events: number): void => void told.push(events);
    const stopped = await takeInNews(b.db, files, null, undefined, { goOn: () => told.length < 1, onTaken });
    expect(stopped).toMatchObject({ complete: false, taken: told.at(-1) });
    expect((await wholeLog(b.db)).length).toBe(stopped.taken);
    await foldsToItself(b.db);
    expect(await takeInNews(b.db, files, null)).toMatchObject({ complete: true, taken: 1200 - stopped.taken });
    expect(await standing(b)).toEqual(await standing(a));
  });

  test("is taken in from the shared folder as well, also under the name that a browser gives a second download", async () => {
    await answers(a, 3);
    const [file] = (await packNews(a.db, false, null)).files;
    folder.content.set(file?.name.replace(".gz", " (1).gz") ?? "", file?.bytes ?? new Uint8Array());
    expect(await exchangeOn(b, folder)).toMatchObject({ taken: 3 });
    expect(await standing(b)).toEqual(await standing(a));
  });

  test.each([
    ["that is cut", (bytes: Uint8Array<ArrayBuffer>) => bytes.slice(0, -4)],
    ["of something else", () => new TextEncoder().encode("my holidays")],
  ])("a file %s is refused by its name, and of the others nothing is taken", async (_, spoil) => {
    await answers(a, 3);
    const [file] = (await packNews(a.db, false, null)).files;
    if (!file) throw new Error("no file");
    const bad = { name: "bad.gz", bytes: spoil(file.bytes) };
    await expect(takeInNews(b.db, [file, bad], null)).rejects.toMatchObject({ file: "bad.gz", reason: "damaged" });
    expect((await wholeLog(b.db)).length).toBe(0);
  });

  test("a file of lines that are no events is refused", async () => {
    const bytes = await packEvents([{ kind: "review", id: "?" } as never]);
    await expect(takeInNews(b.db, [{ name: "x.gz", bytes }], null)).rejects.toMatchObject({ reason: "damaged" });
  });

  test("with a passphrase it is opened by who knows it, whatever the file is called by now", async () => {
    await answers(a, 3);
    const [words, same, other] = await Promise.all(
      ["one", "one", "two"].map(async (said) => vaultOf(await passphraseOf(said), 2)),
    );
    if (!words || !same || !other) throw new Error("no vaults");
    const [file] = (await packNews(a.db, false, words)).files;
    if (!file) throw new Error("no file");
    const renamed = { ...file, name: file.name.replace(".gz", " (1).gz") };
    await expect(takeInNews(b.db, [renamed], null)).rejects.toMatchObject({ reason: "locked" });
    await expect(takeInNews(b.db, [renamed], other)).rejects.toMatchObject({ reason: "locked" });
    expect(await takeInNews(b.db, [renamed], same)).toEqual({
      taken: 3,
      known: 0,
      ...NO_DECKS,
      complete: true,
    });
  });
});
