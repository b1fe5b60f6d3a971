import { describe, expect, test } from "vitest";
import { filesIn, importsOf, type Source } from "./sources.ts";

/** The rooms of the design: which others each may import, and which packages. */
const ROOMS: Record<string, { readonly rooms: readonly string[]; readonly packages: readonly string[] }> = {
  "src/core": { rooms: [], packages: ["ts-fsrs"] },
  "src/store": { rooms: ["src/core"], packages: ["idb"] },
  "src/copies": { rooms: ["src/store", "src/core"], packages: ["valibot"] },
  "src/platform": { rooms: ["src/copies", "src/core", "src/_locales"], packages: ["webextension-polyfill", "valibot"] },
  "src/exchange": { rooms: ["src/core"], packages: ["valibot", "fflate", "sql.js"] },
  "src/session": { rooms: ["src/copies", "src/store", "src/core", "src/platform", "src/exchange"], packages: [] },
  "src/worker": {
    rooms: ["src/exchange", "src/store", "src/core", "src/platform"],
    packages: ["valibot", "sql.js"],
  },
  // Nothing that is drawn reaches into the database: the controllers in src/session do.
  "src/ui": {
    rooms: ["src/session", "src/core", "src/platform", "src/exchange"],
    packages: ["preact", "d3-array", "d3-shape"],
  },
  "src/pages": { rooms: ["src/ui", "src/session", "src/core", "src/platform", "src/exchange"], packages: ["preact"] },
  // The exchange for the JSON backup alone: the daily copy in the downloads must be a file that "Restore" takes.
  "src/background": { rooms: ["src/copies", "src/store", "src/core", "src/platform", "src/exchange"], packages: [] },
  cards: { rooms: ["src/core"], packages: ["valibot", "yaml", "node:"] },
};

/** Packages that one place alone may import, so that the rest of the code knows nothing of them. */
const ONLY_IMPORTER: Record<string, string> = {
  idb: "src/store/",
  "webextension-polyfill": "src/platform/",
  "ts-fsrs": "src/core/memory/",
};

const roomOf = (path: string) => Object.keys(ROOMS).find((room) => path.startsWith(`${room}/`));
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

  test("rooms import only the rooms below them", () => {
    const wrong = offences(({ path }, target) => {
      const room = roomOf(path) ?? "";
      return (
        isFile(target) &&
        !target.startsWith(`${room}/`) &&
        !ROOMS[room]?.rooms.some((to) => target.startsWith(`${to}/`))
      );
    });
    expect(wrong).toEqual([]);
  });

  test("rooms import only the packages they are for", () => {
    const wrong = offences(({ path }, target) => {
      const allowed = ROOMS[roomOf(path) ?? ""]?.packages ?? [];
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
    expect(offences(({ path }, target) => target.startsWith("src/pages/") && pageOf(path) !== pageOf(target))).toEqual(
      [],
    );
  });
});
