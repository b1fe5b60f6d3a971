/** Whoever reads a file and what it imports, and so on, comes to an end: no file needs itself. Types count as well. */
import { describe, expect, test } from "vitest";
import { circlesAmong } from "./circles.ts";
import { filesIn, importsOf } from "./sources.ts";

/** The imports among the sources of a folder. */
const importsIn = (folder: string, ending: RegExp) =>
  new Map(filesIn(folder, ending).map((source) => [source.path, importsOf(source)]));

/** The same between what stands in a folder, its files and its folders: a folder needs what any file in it needs. */
function within(folder: string, files: ReadonlyMap<string, readonly string[]>): Map<string, readonly string[]> {
  const inside = (path: string): boolean => path.startsWith(`${folder}/`);
  const placeOf = (path: string): string =>
    path
      .split("/")
      .slice(0, folder.split("/").length + 1)
      .join("/");
  const places = new Map<string, readonly string[]>();
  for (const [path, imports] of files) {
    if (!inside(path)) continue;
    const place = placeOf(path);
    const others = imports
      .filter(inside)
      .map(placeOf)
      .filter((other) => other !== place);
    places.set(place, [...(places.get(place) ?? []), ...others]);
  }
  return places;
}

/** Every folder in which one of these files stands, near or far. */
const foldersOf = (files: ReadonlyMap<string, unknown>): readonly string[] => [
  ...new Set(
    [...files.keys()].flatMap((path) =>
      path
        .split("/")
        .slice(0, -1)
        .map((_, i, names) => names.slice(0, i + 1).join("/")),
    ),
  ),
];

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

  test("are seen between folders, and between a folder and a file beside it", () => {
    const files = new Map([
      ["src/a/one.ts", ["src/b/one.ts"]],
      ["src/b/one.ts", []],
      ["src/b/two.ts", ["src/a/two.ts"]],
      ["src/a/two.ts", []],
      ["src/c.ts", ["src/d/one.ts"]],
      ["src/d/one.ts", []],
      ["src/d/two.ts", ["src/c.ts"]],
    ]);
    expect(circlesAmong(files)).toEqual([]);
    expect(foldersOf(files)).toEqual(["src", "src/a", "src/b", "src/d"]);
    expect(circlesAmong(within("src", files))).toEqual([
      ["src/a", "src/b"],
      ["src/c.ts", "src/d"],
    ]);
    expect(circlesAmong(within("src/a", files))).toEqual([]);
  });

  test("there are none in any folder of src and cards", () => {
    const files = new Map([...importsIn("src", /\.tsx?$/), ...importsIn("cards", /\.ts$/)]);
    const folders = foldersOf(files);
    expect(folders).toContain("src/ui/study");
    expect(folders.flatMap((folder) => circlesAmong(within(folder, files)))).toEqual([]);
  });
});
