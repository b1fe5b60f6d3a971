import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { strFromU8, type Unzipped, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";

const ROOT = join(import.meta.dirname, "../..");
const folder = (name: string): string => mkdtempSync(join(tmpdir(), `osteon-${name}-`));
const checkout = folder("checkout");
const rebuilt = folder("source");
afterAll(() => {
  for (const one of [checkout, rebuilt]) rmSync(one, { recursive: true, force: true });
});

const git = (cwd: string, ...words: string[]): string => execFileSync("git", words, { cwd, encoding: "utf8" });

const NOTES = "- What this version brings.";
const versionOf = (place: string): string => JSON.parse(readFileSync(join(place, "package.json"), "utf8")).version;

/** What is worked on here, as somebody who committed it has it: what is not committed is never packed. */
function commitAll(): void {
  const listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
  for (const path of listed.filter((one) => one !== "" && existsSync(join(ROOT, one)))) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true });
    copyFileSync(join(ROOT, path), join(checkout, path));
  }
  symlinkSync(join(ROOT, "node_modules"), join(checkout, "node_modules"));
  const changelog = readFileSync(join(checkout, "CHANGELOG.md"), "utf8");
  writeFileSync(join(checkout, "CHANGELOG.md"), `${changelog}\n## [${versionOf(checkout)}]\n\n${NOTES}\n`);
  git(checkout, "init", "--quiet");
  git(checkout, "add", "--all");
  const who = ["-c", "user.name=Test", "-c", "user.email=test@osteon.invalid", "-c", "commit.gpgsign=false"];
  git(checkout, ...who, "commit", "--quiet", "--message=Everything");
}

/** What git ignores. Another word in each place: where a package holds it, no two of them are the same. */
const SECRETS = [".env", "key.pem"];
function putSecrets(place: string, word: string): void {
  for (const name of SECRETS) writeFileSync(join(place, name), `TOKEN=${word}`);
}

const packageIn = (place: string, name: string): string =>
  join(place, "package", `osteon-${name}-${versionOf(place)}.zip`);

/** The packages that lie in a folder. */
const packagesIn = (place: string): Record<string, Buffer> =>
  Object.fromEntries(
    ["chrome", "chrome-popup-only", "firefox", "firefox-popup-only", "source"].map((name) => [
      name,
      readFileSync(packageIn(place, name)),
    ]),
  );

function packagesOf(place: string): Record<string, Buffer> {
  execFileSync(process.execPath, ["build.mjs", "--zip"], { cwd: place, stdio: "pipe" });
  return packagesIn(place);
}

/** What the workflow of a release does with a tag once it is checked out, but for installing and testing. */
function release(): void {
  const { jobs } = parse(readFileSync(join(ROOT, ".github/workflows/release.yml"), "utf8"));
  const steps: readonly { readonly run?: string }[] = jobs.package.steps;
  const commands = steps.flatMap(({ run }) => (run === undefined || run === ".ci/run" ? [] : [run]));
  expect(commands).toContain("npm run package");
  const env = { ...process.env, TAG: `v${versionOf(checkout)}` };
  for (const command of commands) execFileSync("bash", ["-ec", command], { cwd: checkout, env, stdio: "pipe" });
}

let first: Record<string, Buffer>;
const opened = new Map<string, Unzipped>();
function unpacked(name: string): Unzipped {
  const files = opened.get(name) ?? unzipSync(first[name] ?? new Uint8Array());
  opened.set(name, files);
  return files;
}
const manifest = (name: string) => JSON.parse(strFromU8(unpacked(name)["manifest.json"] ?? new Uint8Array()));

describe("npm run package", () => {
  beforeAll(() => {
    commitAll();
    writeFileSync(join(checkout, ".git/info/exclude"), SECRETS.join("\n"));
    putSecrets(checkout, "checkout");
    release();
    first = packagesIn(checkout);
    for (const name of SECRETS) rmSync(join(checkout, name));
    writeFileSync(join(checkout, ".git/info/exclude"), "");
  }, 120_000);

  test("is what a release is made of, with its notes and checksums", () => {
    const made = (name: string): string => readFileSync(join(checkout, "package", name), "utf8");
    expect(made("notes.md")).toBe(`${NOTES}\n`);
    const sums = Object.entries(first).map(
      ([name, bytes]) =>
        `${createHash("sha256").update(bytes).digest("hex")}  osteon-${name}-${versionOf(checkout)}.zip\n`,
    );
    expect(
      made("SHA256SUMS")
        .split(/(?<=\n)/)
        .toSorted(),
    ).toEqual(sums.toSorted());
    expect(git(checkout, "status", "--porcelain")).toBe("");
  });

  test("gives the same bytes again from the unpacked source package, whatever lies ignored beside the one or the other", () => {
    for (const [path, content] of Object.entries(unpacked("source"))) {
      const target = join(rebuilt, path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
    // fflate drops the file modes that unzip restores; one file here has another than the usual.
    chmodSync(join(rebuilt, ".ci/run"), 0o755);
    symlinkSync(join(ROOT, "node_modules"), join(rebuilt, "node_modules"));
    putSecrets(rebuilt, "source");
    // And what an earlier build of other sources has left: of its files one is no longer made, and one is another now.
    cpSync(join(checkout, "dist"), join(rebuilt, "dist"), { recursive: true });
    for (const name of ["old.js", "background.js"]) writeFileSync(join(rebuilt, "dist/chrome", name), "old");
    mkdirSync(join(rebuilt, "package"));
    for (const name of Object.keys(first)) writeFileSync(packageIn(rebuilt, name), "old");
    const again = packagesOf(rebuilt);
    for (const name of Object.keys(first)) expect(again[name]?.equals(first[name] ?? Buffer.of()), name).toBe(true);
    expect(existsSync(join(rebuilt, "dist/chrome/old.js"))).toBe(false);
    const background = (place: string): string => readFileSync(join(place, "dist/chrome/background.js"), "utf8");
    expect(background(rebuilt)).toBe(background(checkout));
  }, 120_000);

  test("packs what git tracks into the sources, and the list of it", () => {
    const paths = Object.keys(unpacked("source")).filter((path) => !path.endsWith("/"));
    const tracked = git(checkout, "ls-files").split("\n").filter(Boolean);
    expect(paths.sort()).toEqual([...tracked, "sources.txt"].sort());
    expect(paths).toContain("package-lock.json");
  });

  test("refuses a folder that holds what is not committed, and names it", () => {
    const planted = join(checkout, ".env");
    writeFileSync(planted, "TOKEN=secret");
    expect(() => packagesOf(checkout)).toThrow(/not committed.*\.env/s);
    rmSync(planted);
    const readme = readFileSync(join(checkout, "README.md"));
    writeFileSync(join(checkout, "README.md"), "changed");
    expect(() => packagesOf(checkout)).toThrow(/not committed.*README\.md/s);
    writeFileSync(join(checkout, "README.md"), readme);
  });

  test("makes no source package of a folder that is neither", () => {
    rmSync(join(rebuilt, "sources.txt"));
    expect(() => packagesOf(rebuilt)).toThrow(/no checkout/);
  }, 60_000);

  test("gives each browser its own keys and no other's", () => {
    const chrome = manifest("chrome");
    const firefox = manifest("firefox");
    expect(chrome.background).toEqual({ service_worker: "background.js" });
    expect(firefox.background).toEqual({ scripts: ["background.js"] });
    expect(chrome).not.toHaveProperty("browser_specific_settings");
    expect(firefox).not.toHaveProperty("minimum_chrome_version");
    // The Chrome Web Store refuses a package with a key; the unpacked build has it, for its id.
    expect(chrome).not.toHaveProperty("key");
    expect(JSON.parse(readFileSync(join(checkout, "dist/chrome/manifest.json"), "utf8"))).toHaveProperty("key");
  });

  test("asks for no more than it uses", () => {
    for (const name of ["chrome", "firefox"]) {
      expect(manifest(name).permissions).toEqual(["storage", "unlimitedStorage", "alarms"]);
      expect(manifest(name).optional_permissions).toEqual(["downloads", "notifications"]);
      for (const key of ["host_permissions", "content_scripts", "externally_connectable"]) {
        expect(manifest(name)).not.toHaveProperty(key);
      }
      expect(manifest(name).version).toBe(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).version);
    }
  });

  test("holds the pages, decks and icons that it refers to, and no script that assigns innerHTML", () => {
    const files = unpacked("firefox");
    const pages = readdirSync(join(ROOT, "src/pages"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(pages.map(({ name }) => name)).toEqual(expect.arrayContaining(["popup", "newtab", "options"]));
    for (const { name } of pages) expect(files).toHaveProperty([`pages/${name}/index.html`]);
    const decks = JSON.parse(strFromU8(files["decks/index.json"] ?? new Uint8Array())) as {
      id: string;
      version: string;
    }[];
    expect(decks.map(({ id }) => id)).toContain("bone-hormones");
    for (const { id, version } of decks) {
      expect(JSON.parse(strFromU8(files[`decks/${id}.json`] ?? new Uint8Array()))).toMatchObject({ id, version });
    }
    for (const size of [16, 32, 48, 96, 128]) expect(files).toHaveProperty([`icons/icon-${size}.png`]);
    expect(files).toHaveProperty(["jobs-worker.js"]);
    const scripts = Object.entries(files).filter(([path]) => path.endsWith(".js"));
    expect(scripts.filter(([, code]) => /\.innerHTML\s*=[^=]/.test(strFromU8(code))).map(([path]) => path)).toEqual([]);
  });
});
