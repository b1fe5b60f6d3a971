import { join } from "node:path/posix";
import { beforeAll, describe, expect, test } from "vitest";
import { bundle } from "../../../scripts/build/bundle.mjs";

let built: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
  built = await bundle({ development: false });
});

const text = (path: string): string => {
  const content = built.files.get(path);
  if (content === undefined) throw new Error(`no ${path}`);
  return typeof content === "string" ? content : new TextDecoder().decode(content);
};

describe.each(["newtab", "popup", "visit"])("the first script of %s", (name) => {
  test("is the only one", () => {
    expect(built.firstScripts.get(name)).toHaveLength(1);
  });

  const first = (): string => join("pages", name, built.firstScripts.get(name)?.[0] ?? "");

  test("leaves the line that asks for the shared folder to a later part", () => {
    expect(text(first())).not.toContain("allow-folder");
    const later = [...built.files.keys()].filter((path) => /^pages\/study\/.*\.js$/.test(path));
    expect(later.filter((path) => text(path).includes("allow-folder"))).toHaveLength(1);
  });

  test("has no wrapper around the browser's names, which none of its first frames asks for", () => {
    expect(text(first())).not.toContain("runtime.lastError");
    expect(text("background.js")).toContain("runtime.lastError");
  });
});

test("the pages that study have one first script, and one set of what comes later", () => {
  const [first, ...others] = ["newtab", "popup", "visit"].map((name) => built.firstScripts.get(name));
  expect(others).toEqual([first, first]);
  const scripts = [...built.files.keys()].filter((path) => /^pages\/(newtab|popup|visit)\/.*\.js$/.test(path));
  expect(scripts).toEqual([]);
});

test("settings and progress hold one copy of what both need, and begin with few files", () => {
  const scripts = [...built.files.keys()].filter((path) => /^pages\/(options|progress|desk)\/.*\.js$/.test(path));
  // Both show it where the database cannot be opened.
  expect(scripts.filter((path) => text(path).includes("troubleLoadAgain"))).toHaveLength(1);
  const [settings, progress] = ["options", "progress"].map((name) =>
    (built.firstScripts.get(name) ?? []).map((script) => join("pages", name, script)),
  );
  expect(settings).toHaveLength(3);
  expect(progress).toHaveLength(2);
  expect(settings?.filter((path) => progress?.includes(path))).toHaveLength(1);
  for (const path of [...(settings ?? []), ...(progress ?? [])]) expect(built.files.has(path), path).toBe(true);
});
