/** Whoever reads a file and what it imports, and so on, comes to an end: no file needs itself. Types count as well. */
import { describe, expect, test } from "vitest";
import { circlesAmong } from "./circles.ts";
import { filesIn, importsOf } from "./sources.ts";

/** The imports among the sources of a folder. */
const importsIn = (folder: string, ending: RegExp) =>
  new Map(filesIn(folder, ending).map((source) => [source.path, importsOf(source)]));

/** The same between folders so many levels down: a room needs another when any of its files does. */
function roomsOf(files: ReadonlyMap<string, readonly string[]>, levels = 2): Map<string, readonly string[]> {
  const roomOf = (path: string): string => path.split("/").slice(0, levels).join("/");
  const rooms = new Map<string, readonly string[]>();
  for (const [path, imports] of files) {
    const others = imports.map(roomOf).filter((room) => room !== roomOf(path));
    rooms.set(roomOf(path), [...(rooms.get(roomOf(path)) ?? []), ...others]);
  }
  return rooms;
}

/** Rooms whose folders, and the files that stand beside these, have no circle either. */
const WITHIN = ["cards", "src/core", "src/store", "src/session", "src/exchange", "src/ui", "src/ui/study"];

describe("circles", () => {
  test("are seen", () => {
    const graph = new Map([
      ["a", ["b", "outside"]],
      ["b", ["c"]],
      ["c", ["a", "d"]],
      ["d", ["d"]],
      ["e", ["a", "f"]],
      ["f", []],
    ]);
    expect(circlesAmong(graph)).toEqual([["a", "b", "c"], ["d"]]);
    expect(
      circlesAmong(
        new Map([
          ["a", ["b"]],
          ["b", []],
        ]),
      ),
    ).toEqual([]);
    const long = new Map(Array.from({ length: 20_000 }, (_, i) => [String(i), [String((i + 1) % 20_000)]]));
    expect(circlesAmong(long)).toHaveLength(1);
  });

  test("there are none among the files of src", () => expect(circlesAmong(importsIn("src", /\.tsx?$/))).toEqual([]));

  test("there are none among the files of cards", () => expect(circlesAmong(importsIn("cards", /\.ts$/))).toEqual([]));

  test("there are none among the rooms of src", () => {
    expect(circlesAmong(roomsOf(importsIn("src", /\.tsx?$/)))).toEqual([]);
  });

  test.each(WITHIN)("there are none among the folders of %s", (room) => {
    const folders = roomsOf(importsIn(room, /\.tsx?$/), room.split("/").length + 1);
    expect(folders.size).toBeGreaterThan(5);
    expect(circlesAmong(folders)).toEqual([]);
  });
});
