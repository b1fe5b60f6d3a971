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
  const first = (): string => join("pages", name, built.firstScripts.get(name) ?? "");

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
