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
  test("leaves the line that asks for the shared folder to a later part", () => {
    const first = `pages/${name}/${built.firstScripts.get(name)}`;
    expect(text(first)).not.toContain("allow-folder");
    const later = [...built.files.keys()].filter((path) => path.startsWith(`pages/${name}/`) && path.endsWith(".js"));
    expect(later.filter((path) => text(path).includes("allow-folder"))).toHaveLength(1);
  });
});
