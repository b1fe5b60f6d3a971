import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { folderPlace, isFolder, MOST_FILE_BYTES } from "../../../src/platform/shared-folder.ts";
import { type FakeFolder, fakeFolder } from "../../support/places/fake-folder.ts";

const NAME = "device-0123456789abcdef.json";
const [ONE, TWO] = [new Uint8Array([1, 2, 3]), new Uint8Array([4])];

let folder: FakeFolder;
beforeEach(() => {
  vi.spyOn(console, "error").mockReturnValue();
  folder = fakeFolder();
});
afterEach(() => vi.restoreAllMocks());

describe("a folder as a place", () => {
  test("holds what is written, and leaves alone what Osteon would not write", async () => {
    const place = folderPlace(folder.handle);
    await place.write(NAME, ONE);
    folder.content.set("letters to my aunt.gz", ONE);
    folder.content.set("device-x.json.crswap", ONE);
    expect(await place.list()).toEqual([NAME]);
    expect(await place.read(NAME)).toEqual(ONE);
    await place.remove(NAME);
    await place.remove(NAME);
    expect(await place.read(NAME)).toBeNull();
    expect(isFolder(folder.handle)).toBe(true);
    expect(isFolder({ kind: "directory" })).toBe(false);
  });

  test("says of a file that cannot be read, or is far too large, that it is there", async () => {
    const place = folderPlace(folder.handle);
    folder.content.set(NAME, ONE);
    folder.unreadable.add(NAME);
    expect(await place.read(NAME)).toHaveLength(0);
    folder.unreadable.clear();
    folder.content.set(NAME, new Uint8Array(MOST_FILE_BYTES + 1));
    expect(await place.read(NAME)).toHaveLength(0);
  });

  test("that is gone or forbidden is told from files that are missing or damaged", async () => {
    const place = folderPlace(folder.handle);
    folder.content.set(NAME, ONE);
    folder.state.isGone = true;
    await expect(place.list()).rejects.toMatchObject({ name: "NotFoundError" });
    await expect(place.write(NAME, TWO)).rejects.toMatchObject({ name: "NotFoundError" });
    folder.state.isGone = false;
    folder.state.access = "prompt";
    await expect(place.read(NAME)).rejects.toMatchObject({ name: "NotAllowedError" });
  });

  test.each(["the disk is full", "the permission is withdrawn in the midst of it"])(
    "a write fails as a whole where %s",
    async (what) => {
      const place = folderPlace(folder.handle);
      folder.content.set(NAME, TWO);
      if (what === "the disk is full") folder.state.room = 2;
      else
        folder.state.onWrite = () => {
          folder.state.access = "prompt";
        };
      await expect(place.write(NAME, ONE)).rejects.toBeInstanceOf(DOMException);
      expect(folder.content.get(NAME)).toEqual(TWO);
    },
  );

  test.each([0, 2])("a write that fails leaves no empty file behind, be it held %d times", async (held) => {
    Object.assign(folder.state, { room: 2, held });
    await expect(folderPlace(folder.handle).write(NAME, ONE)).rejects.toMatchObject({ name: "QuotaExceededError" });
    expect([...folder.content.keys()]).toEqual([]);
  });
});
