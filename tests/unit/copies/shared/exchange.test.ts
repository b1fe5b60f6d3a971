import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { segmentsIn } from "../../../../src/copies/place/file-names.ts";
import { headName, readHeads } from "../../../../src/copies/shared/heads.ts";
import type { Place } from "../../../../src/core/log/place.ts";
import { deviceRow, keepPosition, readDevice, readPosition } from "../../../../src/store/database/local.ts";
import { convergeAfter, happenings } from "../../../contracts/three-devices.ts";
import { deleteDatabase, NOW } from "../../../support/database/db-steps.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { answerOn, exchangeOn, makeDevice, sharedFolder, type TestDevice } from "../../../support/places/devices.ts";
import type { MemoryFiles } from "../../../support/places/memory-files.ts";

const HOUR_MS = 3_600_000;

beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());
afterEach(async () => {
  vi.restoreAllMocks();
  await deleteDatabase();
});

/** Once nothing is late any more, and whoever carries the files has stopped doing harm. */
async function settle(all: readonly TestDevice[], nowMs: number): Promise<number> {
  for (const { late } of all) late.clear();
  for (let round = 1; ; round++) {
    const done = [];
    for (const one of all) done.push(await exchangeOn(one, one.place, nowMs + round));
    if (done.every(({ taken, complete }) => taken === 0 && complete) && round > 2) return round;
    if (round > 8) throw new Error("they do not come to an end");
  }
}

describe("a folder that is shared", () => {
  test("whatever happens on three devices and to their files, they come to hold the same, nothing lost and nothing twice", async () => {
    await fc.assert(
      fc.asyncProperty(happenings, (story) => convergeAfter(story)),
      { numRuns: 40 },
    );
  }, 600_000);

  test("a deck waits for the one that gives way to it to be whole in the folder, and its torn file is written anew", async () => {
    // Whoever has the other deck does not want the torn file, and so tells nobody of it.
    await convergeAfter([
      { kind: "deck", device: 2, version: 1, other: 1 },
      { kind: "exchange", device: 2, endsAt: 1 },
      { kind: "harm", which: 0, at: 0, how: "cut" },
      { kind: "deck", device: 0, version: 1, other: 0 },
    ]);
  });

  test("holds files of each device that no other one changes or removes, and of a sealed one not even its own", async () => {
    const folder = sharedFolder();
    const [a, b] = [await makeDevice(folder), await makeDevice(folder)];
    const owner = async ({ db }: TestDevice) => readDevice(db.transaction("local").store);
    const [ofA, ofB] = [await owner(a), await owner(b)];
    const written: string[] = [];
    const watched = (by: string): Place => ({
      ...folder,
      write: async (name, content) => {
        written.push(`${by} ${name}`);
        await folder.write(name, content);
      },
      remove: async (name) => {
        written.push(`${by} ${name}`);
        await folder.remove(name);
      },
    });
    for (let i = 0; i < 12; i++) {
      await answerOn(i % 2 === 0 ? a : b, i, NOW + i * 24 * HOUR_MS);
      await exchangeOn(a, watched(ofA), NOW + i * 24 * HOUR_MS);
      await exchangeOn(b, watched(ofB), NOW + i * 24 * HOUR_MS);
    }
    expect(written.filter((line) => !line.split(" ")[1]?.includes(line.split(" ")[0] ?? "?"))).toEqual([]);
    const sealed = written.filter((line) => line.includes("segment-"));
    expect(sealed.length).toBeGreaterThan(4);
    expect(new Set(sealed).size).toBe(sealed.length);
  });

  test("tells who else gave something, by the name its user chose, and counts only what is new", async () => {
    const folder = sharedFolder();
    const [a, b] = [await makeDevice(folder), await makeDevice(folder)];
    for (let i = 0; i < 3; i++) await answerOn(a, i, NOW + i);
    expect(await exchangeOn(a, folder, NOW + 9, "Desk")).toMatchObject({ taken: 0, others: [], complete: true });
    const first = await exchangeOn(b, folder, NOW + 10, "Ward");
    expect(first).toMatchObject({ taken: 3, others: [{ name: "Desk", events: 3, atMs: NOW + 9 }] });
    expect(await exchangeOn(b, folder, NOW + 11, "Ward")).toMatchObject({ taken: 0 });
    expect((await exchangeOn(a, folder, NOW + 12, "Desk")).others).toMatchObject([{ name: "Ward", events: 3 }]);
  });

  test("a sealed file that arrives torn is named by who cannot read it, and written anew by its own device", async () => {
    const folder = sharedFolder();
    const [a, b] = [await makeDevice(folder), await makeDevice(folder)];
    for (let i = 0; i < 8; i++) await answerOn(a, i, NOW + i);
    await exchangeOn(a, folder);
    const [name = ""] = segmentsIn([...folder.content.keys()]).map((file) => file.name);
    folder.content.set(name, (folder.content.get(name) ?? new Uint8Array()).slice(0, 9));
    expect(await exchangeOn(b, folder)).toMatchObject({ taken: 4, complete: true });
    expect(await exchangeOn(a, folder)).toMatchObject({ complete: true });
    expect(await exchangeOn(b, folder)).toMatchObject({ taken: 4 });
  });

  test("reads nothing again that it has read, but for what is not sealed", async () => {
    const folder = sharedFolder();
    const [a, b] = [await makeDevice(folder), await makeDevice(folder)];
    for (let i = 0; i < 20; i++) await answerOn(a, i, NOW + i);
    await exchangeOn(a, folder);
    await exchangeOn(b, folder);
    const read: string[] = [];
    const watched: Place = {
      ...folder,
      read: async (name) => {
        read.push(name);
        return folder.read(name);
      },
    };
    await exchangeOn(b, watched);
    expect(segmentsIn(read)).toEqual([]);
    expect(segmentsIn([...folder.content.keys()]).length).toBeGreaterThan(8);
  });
});

describe("two devices under one id", () => {
  /** A profile that was copied: all that makes it know itself is the same. */
  async function copyOf(one: TestDevice, folder: MemoryFiles): Promise<TestDevice> {
    const tokens = await readPosition(one.db, "shared-place-tokens");
    const id = await readDevice(one.db.transaction("local").store);
    const rows = await wholeLog(one.db);
    const twin = await makeDevice(folder);
    await twin.db.put("local", deviceRow(id));
    await keepPosition(twin.db, "shared-place-tokens", tokens);
    for (const row of rows) await twin.db.add("events", row);
    return twin;
  }

  test("are noticed, one takes another id, and nothing is lost", async () => {
    const folder = sharedFolder();
    const a = await makeDevice(folder);
    for (let i = 0; i < 6; i++) await answerOn(a, i, NOW + i);
    await exchangeOn(a, folder);
    const twin = await copyOf(a, folder);
    const id = await readDevice(a.db.transaction("local").store);
    await answerOn(a, 0, NOW + 48 * HOUR_MS);
    await exchangeOn(a, folder, NOW + 48 * HOUR_MS);
    const files = segmentsIn([...folder.content.keys()]).map(({ name }) => name);
    await answerOn(twin, 1, NOW + 49 * HOUR_MS);
    await exchangeOn(twin, folder, NOW + 49 * HOUR_MS);
    expect(await readDevice(a.db.transaction("local").store)).toBe(id);
    expect(await readDevice(twin.db.transaction("local").store)).not.toBe(id);
    for (const name of files) expect(folder.content.has(name)).toBe(true);
    await settle([a, twin], NOW + 50 * HOUR_MS);
    expect((await wholeLog(a.db)).length).toBe(8);
    expect((await wholeLog(twin.db)).map((event) => event.id).sort()).toEqual(
      (await wholeLog(a.db)).map((event) => event.id).sort(),
    );
    expect(await readHeads(folder)).toHaveLength(2);
  });

  test("are not suspected where a head was being written when the browser was ended", async () => {
    const folder = sharedFolder();
    const a = await makeDevice(folder);
    const id = await readDevice(a.db.transaction("local").store);
    await answerOn(a, 0, NOW);
    await exchangeOn(a, folder);
    const old = folder.content.get(headName(id));
    await exchangeOn(a, folder, NOW + 1);
    // The newest head never reached the disk.
    if (old) folder.content.set(headName(id), old);
    await exchangeOn(a, folder, NOW + 2);
    expect(await readDevice(a.db.transaction("local").store)).toBe(id);
  });
});
