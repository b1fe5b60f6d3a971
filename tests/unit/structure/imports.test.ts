import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, importsOf, ROOT, type Source } from "./sources.ts";

/** Which packages each room may import. */
const PACKAGES: Record<string, readonly string[]> = {
  "src/core": ["ts-fsrs"],
  "src/store": ["idb"],
  "src/copies": ["valibot"],
  "src/platform": ["webextension-polyfill", "valibot"],
  "src/exchange": ["valibot", "fflate", "@noble/hashes/sha2.js", "@noble/hashes/legacy.js", "@noble/hashes/utils.js"],
  "src/jobs": ["valibot"],
  "src/care": [],
  "src/session": [],
  "src/worker": ["valibot"],
  "src/ui": ["preact", "d3-array", "d3-shape", "@tanstack/virtual-core"],
  "src/pages": ["preact"],
  "src/background": [],
  cards: [
    "valibot",
    "yaml",
    "elkjs",
    "node:",
    "@noble/hashes/sha2.js",
    "@noble/hashes/legacy.js",
    "@noble/hashes/utils.js",
  ],
};

const folderOf = (name: string): string => (name === "cards" ? name : `src/${name}`);

/** Which rooms each room may import, as the table of CONTRIBUTING.md says. */
function arrows(): Map<string, readonly string[]> {
  const [, table = ""] =
    /\n\| Room +\| Imports +\|[^\n]*\n(.*?)\n\n/s.exec(readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8")) ?? [];
  const names = (cell = ""): string[] => [...cell.matchAll(/`(\w+)`/g)].map(([, name = ""]) => folderOf(name));
  const rows = table.split("\n").map((row) => row.split("|"));
  return new Map(rows.flatMap(([, room, imports]) => names(room).map((name) => [name, names(imports)])));
}
const ROOMS = arrows();

/** Packages that one place alone may import, so that the rest of the code knows nothing of them. */
const ONLY_IMPORTER: Record<string, string> = {
  idb: "src/store/",
  "webextension-polyfill": "src/platform/browser.ts",
  "ts-fsrs": "src/core/memory/",
};

const roomOf = (path: string) => [...ROOMS.keys()].find((room) => path.startsWith(`${room}/`));
const isFile = (target: string) => /^(src|cards|tests|scripts)\//.test(target);

const sources = [...filesIn("src", /\.tsx?$/), ...filesIn("cards", /\.ts$/)];
/** Every import that breaks a rule, as "file imports target". */
const offences = (breaks: (source: Source, target: string) => boolean) =>
  sources.flatMap((source) =>
    importsOf(source)
      .filter((target) => breaks(source, target))
      .map((target) => `${source.path} imports ${target}`),
  );

describe("the arrows of the design", () => {
  test("the scan sees imports", () => {
    expect(sources.length).toBeGreaterThan(50);
    expect(sources.flatMap(importsOf).length).toBeGreaterThan(100);
    expect(importsOf({ path: "src/a/b.ts", text: 'import {\n  x,\n} from "../c/d.ts";\nimport "./e.css";' })).toEqual([
      "src/c/d.ts",
      "src/a/e.css",
    ]);
    expect(importsOf({ path: "src/a/b.ts", text: 'const x = await import("idb");\nexport { y } from "z";' })).toEqual([
      "idb",
      "z",
    ]);
  });

  test("every source belongs to a room", () => {
    expect(sources.map(({ path }) => path).filter((path) => roomOf(path) === undefined)).toEqual([]);
  });

  test("the table tells of every room", () => {
    expect([...ROOMS.keys()].sort()).toEqual(Object.keys(PACKAGES).sort());
  });

  test("every arrow of the table is there", () => {
    const unused = [...ROOMS].flatMap(([room, others]) =>
      others
        .filter((other) => offences(({ path }, to) => roomOf(path) === room && to.startsWith(`${other}/`)).length === 0)
        .map((other) => `${room} imports ${other}`),
    );
    expect(unused).toEqual([]);
  });

  test("rooms import only the rooms below them", () => {
    const wrong = offences(({ path }, target) => {
      const room = roomOf(path) ?? "";
      return (
        isFile(target) && !target.startsWith(`${room}/`) && !ROOMS.get(room)?.some((to) => target.startsWith(`${to}/`))
      );
    });
    expect(wrong).toEqual([]);
  });

  test("rooms import only the packages they are for", () => {
    const wrong = offences(({ path }, target) => {
      const allowed = PACKAGES[roomOf(path) ?? ""] ?? [];
      return (
        !isFile(target) &&
        !allowed.some((name) => target === name || target.startsWith(name.replace(/:?$/, (end) => end || "/")))
      );
    });
    expect(wrong).toEqual([]);
  });

  test.each(Object.entries(ONLY_IMPORTER))("only one place imports %s", (name, place) => {
    expect(offences(({ path }, target) => target === name && !path.startsWith(place))).toEqual([]);
    expect(sources.some((source) => source.path.startsWith(place) && importsOf(source).includes(name))).toBe(true);
  });

  test("a page imports no other page", () => {
    const pageOf = (path: string) => /^src\/pages\/([^/]+)\//.exec(path)?.[1];
    // The script that several pages begin with stands above them.
    const isPage = (path: string) => pageOf(path) !== undefined;
    expect(offences(({ path }, target) => isPage(path) && isPage(target) && pageOf(path) !== pageOf(target))).toEqual(
      [],
    );
    expect(offences(({ path }, target) => isPage(path) && target.startsWith("src/pages/") && !isPage(target))).toEqual(
      [],
    );
  });
});
