import "fake-indexeddb/auto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { segmentsIn } from "../../../../src/copies/file-names.ts";
import { headName, readHeads } from "../../../../src/copies/shared/heads.ts";
import type { Place } from "../../../../src/core/log/place.ts";
import { deviceRow, keepPosition, readDevice, readPosition } from "../../../../src/store/local.ts";
import { deleteDatabase, foldsToItself, NOW } from "../../../support/db-steps.ts";
import { answerOn, exchangeOn, makeDevice, sharedFolder, standing, type TestDevice } from "../../../support/devices.ts";
import type { MemoryFiles } from "../../../support/memory-files.ts";

const HOUR_MS = 3_600_000;

/** What happens on one of the devices or to the folder, one thing after the other. */
type Happening =
  | { readonly kind: "answer"; readonly device: number; readonly card: number; readonly hoursOff: number }
  /** Ended at this write or removal; never, where it comes to its end before. */
  | { readonly kind: "exchange"; readonly device: number; readonly endsAt: number }
  /** Files that stand in the folder have not reached a device yet. */
  | { readonly kind: "delay"; readonly device: number; readonly which: number }
  | { readonly kind: "arrive"; readonly device: number }
  | {
      readonly kind: "harm";
      readonly which: number;
      readonly at: number;
      readonly how: "cut" | "rename" | "double" | "delete";
    };

const device = fc.nat({ max: 2 });
const happenings: fc.Arbitrary<Happening[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("answer" as const),
        device,
        card: fc.nat({ max: 4 }),
        hoursOff: fc.integer({ min: -9, max: 9 }),
      }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant("exchange" as const), device, endsAt: fc.integer({ min: 0, max: 40 }) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("delay" as const), device, which: fc.nat() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("arrive" as const), device }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant("harm" as const),
        which: fc.nat(),
        at: fc.nat(),
        how: fc.constantFrom("cut" as const, "rename" as const, "double" as const, "delete" as const),
      }),
    },
  ),
  { minLength: 4, maxLength: 24 },
);

beforeEach(() => void vi.spyOn(console, "error").mockReturnValue());
afterEach(async () => {
  vi.restoreAllMocks();
  await deleteDatabase();
});

/** The place as it is for somebody whom the browser ends after so many writes and removals. */
function ending(place: Place, endsAt: number): Place {
  let left = endsAt;
  const alive = (): void => {
    if (left < 0) throw new Error("ended");
  };
  const step = async (work: () => Promise<void>): Promise<void> => {
    left--;
    alive();
    await work();
  };
  return {
    ...place,
    list: async () => {
      alive();
      return place.list();
    },
    read: async (name) => {
      alive();
      return place.read(name);
    },
    write: (name, content) => step(() => place.write(name, content)),
    remove: (name) => step(() => place.remove(name)),
  };
}

/** What programs that carry files do to them. */
function harm(
  { content }: MemoryFiles,
  which: number,
  at: number,
  how: Extract<Happening, { kind: "harm" }>["how"],
): void {
  const names = [...content.keys()].sort();
  const name = names[which % Math.max(1, names.length)];
  const bytes = name === undefined ? undefined : content.get(name);
  if (name === undefined || bytes === undefined) return;
  const other = name.replace(/\.(gz|json)$/, " (conflicted copy 2026-11-26).$1");
  if (how === "cut") content.set(name, bytes.slice(0, at % (bytes.length + 1)));
  if (how === "rename" || how === "double") content.set(other, bytes);
  if (how === "rename" || how === "delete") content.delete(name);
}

async function live(all: readonly TestDevice[], folder: MemoryFiles, one: Happening, nowMs: number): Promise<void> {
  const on = "device" in one ? all[one.device] : undefined;
  if (one.kind === "harm") return harm(folder, one.which, one.at, one.how);
  if (!on) throw new Error("no such device");
  if (one.kind === "answer") return answerOn(on, one.card, nowMs + one.hoursOff * HOUR_MS);
  if (one.kind === "arrive") return on.late.clear();
  if (one.kind === "delay") {
    const names = [...folder.content.keys()].sort();
    const name = names[one.which % Math.max(1, names.length)];
    if (name !== undefined) on.late.add(name);
    return;
  }
  await exchangeOn(on, ending(on.place, one.endsAt), nowMs).catch((error: unknown) => {
    if (!(error instanceof Error && error.message === "ended")) throw error;
  });
}

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
      fc.asyncProperty(happenings, async (story) => {
        const folder = sharedFolder();
        const all = [await makeDevice(folder), await makeDevice(folder), await makeDevice(folder)];
        let answers = 0;
        for (const [i, one] of story.entries()) {
          await live(all, folder, one, NOW + i * 24 * HOUR_MS);
          if (one.kind === "answer") answers++;
        }
        await settle(all, NOW + story.length * 24 * HOUR_MS);
        const [first, ...others] = await Promise.all(all.map(standing));
        for (const other of others) expect(other).toEqual(first);
        const events = await all[0]?.db.getAll("events");
        expect(events).toHaveLength(answers);
        expect(new Set(events?.map(({ id }) => id)).size).toBe(answers);
        for (const { db } of all) {
          await foldsToItself(db);
          db.close();
        }
      }),
      { numRuns: Number(process.env.OSTEON_INTERLEAVINGS ?? 60) },
    );
  }, 600_000);

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
    const rows = await one.db.getAll("events");
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
    expect(await a.db.count("events")).toBe(8);
    expect((await twin.db.getAll("events")).map((event) => event.id).sort()).toEqual(
      (await a.db.getAll("events")).map((event) => event.id).sort(),
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
