import { afterEach, describe, expect, test, vi } from "vitest";
import { type Copy, type CopyWork, copyName, keepCopy } from "../../../src/care/file-copy.ts";
import { note, readNoted } from "../../../src/copies/record/health-notes.ts";
import { DAY_MS, type StudyDay } from "../../../src/core/time/study-day.ts";
import { TooLargeError } from "../../../src/platform/too-large.ts";
import { memoryFiles } from "../../support/places/memory-files.ts";

const TODAY = (Date.UTC(2026, 10, 23) / DAY_MS) as StudyDay;
const BACKUP: Copy = { content: new Blob(["a backup"]), beyond: null };

/** A background that may save, and what it saved. */
function background(changed: Partial<CopyWork> = {}) {
  const place = memoryFiles();
  const saved: string[] = [];
  const work: CopyWork = {
    wanted: true,
    today: TODAY,
    nowMs: () => 1234,
    place,
    permitted: async () => true,
    backup: async () => BACKUP,
    tooLong: async () => null,
    save: async (name, content) => {
      saved.push(`${name}: ${await content.text()}`);
      return true;
    },
    ...changed,
  };
  return { place, saved, work };
}

afterEach(() => vi.restoreAllMocks());

describe("the copy in the downloads", () => {
  test("is named after the study day", () => {
    expect(copyName(TODAY)).toBe("osteon-2026-11-23.json");
  });

  test("is saved once on each study day, and noted as the last file", async () => {
    const { place, saved, work } = background();
    await keepCopy(work);
    expect(saved).toEqual(["osteon-2026-11-23.json: a backup"]);
    expect(await readNoted(place)).toEqual({ fileAtMs: 1234, copyDay: TODAY, copyTooLarge: false, copyBeyond: null });
    await keepCopy(work);
    expect(saved).toHaveLength(1);
    await keepCopy({ ...work, today: (TODAY + 1) as StudyDay });
    expect(saved).toHaveLength(2);
  });

  test("is saved on a day when the user exported a file, and after a clock that ran ahead", async () => {
    const { place, saved, work } = background();
    await note(place, { fileAtMs: 1200, copyDay: TODAY + 400 });
    await keepCopy(work);
    expect(saved).toHaveLength(1);
  });

  test.each<[string, Partial<CopyWork>]>([
    ["it is not wanted", { wanted: false }],
    ["the browser has not permitted it", { permitted: async () => false }],
    ["there is nothing to back up", { backup: async () => null }],
    ["nothing can be noted", { place: null }],
  ])("is not saved when %s", async (_, changed) => {
    const { place, saved, work } = background(changed);
    await keepCopy(work);
    expect(saved).toEqual([]);
    expect(await readNoted(place)).toEqual({});
  });

  test("is not made ready before it is known to be due", async () => {
    const backup = vi.fn(async () => BACKUP);
    const { place, work } = background({ backup });
    await keepCopy({ ...work, permitted: async () => false });
    await note(place, { copyDay: TODAY });
    await keepCopy(work);
    expect(backup).not.toHaveBeenCalled();
  });

  test("that fails breaks nothing, is logged, and is tried again at the next wake", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const { place, saved, work } = background();
    const full = async (): Promise<boolean> => {
      throw new Error("FILE_NO_SPACE");
    };
    await keepCopy({ ...work, save: full });
    expect(logged).toHaveBeenCalledOnce();
    expect(await readNoted(place)).toEqual({});
    await keepCopy(work);
    expect(saved).toHaveLength(1);
  });

  test("that is too large for the browser is noted for the options to say, until one could be saved", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { place, work } = background();
    const backup = async (): Promise<Copy> => {
      throw new TooLargeError("80000000 bytes");
    };
    const beyond = { decks: ["Long"] };
    const tooLong = vi.fn(async () => beyond);
    // All decks are read for it, so that is done once a day.
    for (let wake = 0; wake < 2; wake++) await keepCopy({ ...work, backup, tooLong });
    expect(tooLong).toHaveBeenCalledOnce();
    expect(await readNoted(place)).toEqual({ copyTooLarge: true, copyBeyond: beyond, tooLongDay: TODAY });
    await keepCopy(work);
    expect(await readNoted(place)).toMatchObject({ copyTooLarge: false });
  });

  test("that is too large is noted before decks are looked for, of which one may not be readable", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const { place, work } = background();
    const backup = async (): Promise<Copy> => {
      throw new TooLargeError("80000000 bytes");
    };
    const notedBefore: unknown[] = [];
    const tooLong = async (): Promise<never> => {
      notedBefore.push(await readNoted(place));
      throw new DOMException("Failed to read large IndexedDB value", "NotReadableError");
    };
    for (let wake = 0; wake < 2; wake++) await keepCopy({ ...work, backup, tooLong });
    expect(notedBefore).toEqual([{ copyTooLarge: true, tooLongDay: TODAY }]);
    expect(await readNoted(place)).toEqual({ copyTooLarge: true, tooLongDay: TODAY });
    expect(logged).toHaveBeenCalledWith(expect.stringContaining("decks"), expect.any(DOMException));
  });

  test("of more than a backup holds is noted for the options to say, and not tried again on that day", async () => {
    const backup = vi.fn<CopyWork["backup"]>(async () => ({ content: null, beyond: { decks: [] } }));
    const { place, saved, work } = background({ backup });
    for (let wake = 0; wake < 2; wake++) await keepCopy(work);
    expect(backup).toHaveBeenCalledOnce();
    expect(saved).toEqual([]);
    expect(await readNoted(place)).toEqual({ copyDay: TODAY, copyTooLarge: false, copyBeyond: { decks: [] } });
    backup.mockResolvedValue(BACKUP);
    await keepCopy({ ...work, today: (TODAY + 1) as StudyDay });
    expect(await readNoted(place)).toMatchObject({ copyBeyond: null });
  });

  test("of all but a deck that is too long is saved, and what it leaves out is noted", async () => {
    const beyond = { decks: ["Long"] };
    const { place, saved, work } = background({ backup: async () => ({ ...BACKUP, beyond }) });
    await keepCopy(work);
    expect(saved).toHaveLength(1);
    expect(await readNoted(place)).toEqual({ fileAtMs: 1234, copyDay: TODAY, copyTooLarge: false, copyBeyond: beyond });
  });

  test("says no longer that nothing holds it all once a copy could be made, saved or not", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { place, work } = background();
    const tooLarge = async (): Promise<Copy> => {
      throw new TooLargeError("80000000 bytes");
    };
    for (const change of [{ save: async () => false }, { backup: tooLarge }] satisfies Partial<CopyWork>[]) {
      await note(place, { copyDay: TODAY - 1, copyBeyond: { decks: [] } });
      await keepCopy({ ...work, ...change });
      expect(await readNoted(place)).toMatchObject({ copyBeyond: null });
    }
  });

  test("that the user refuses is no last file, and is not offered again on that day", async () => {
    const save = vi.fn(async () => false);
    const { place, work } = background({ save });
    for (let wake = 0; wake < 2; wake++) await keepCopy(work);
    expect(save).toHaveBeenCalledOnce();
    expect(await readNoted(place)).toEqual({ copyDay: TODAY, copyBeyond: null });
  });
});
