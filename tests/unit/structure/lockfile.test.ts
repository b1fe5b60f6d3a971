import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "./sources.ts";

interface Entry {
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const read = (name: string) => JSON.parse(readFileSync(join(ROOT, name), "utf8"));
const { packages } = read("package-lock.json") as { packages: Readonly<Record<string, Entry>> };
const { dependencies, devDependencies } = read("package.json") as Record<string, Record<string, string>>;

describe("the lockfile", () => {
  test("lists the binaries of every platform: npm ci refuses to start where one is missing", () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter(
          (name) =>
            packages[`${path}/node_modules/${name}`] === undefined && packages[`node_modules/${name}`] === undefined,
        )
        .map((name) => `${path} wants ${name}`),
    );
    expect(missing).toEqual([]);
  });

  test("holds esbuild's binaries for the machines that stores rebuild on", () => {
    for (const machine of ["linux-x64", "linux-arm64"]) {
      expect(packages[`node_modules/@esbuild/${machine}`]?.integrity).toMatch(/^sha512-/);
    }
  });

  test("holds the hash of every package, also of those for other machines, which nobody here installs", () => {
    const bare = Object.entries(packages).filter(
      ([path, { integrity }]) => path !== "" && !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""),
    );
    // A tool of the benchmarks. The registry that this lockfile was made from has its binary for Linux on x64 alone.
    const others = bare.map(([path]) => path).filter((path) => !path.includes("@open-spaced-repetition/binding-"));
    expect(others).toEqual([]);
  });

  test("dependencies are pinned exactly", () => {
    const all = Object.entries({ ...dependencies, ...devDependencies });
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
