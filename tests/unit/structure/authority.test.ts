/** What the extension may do, and that it can do no more. A change here is a change of what users have agreed to. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { filesIn, ROOT } from "./sources.ts";

const manifest = JSON.parse(readFileSync(join(ROOT, "manifest.json"), "utf8")) as Record<string, unknown>;
const sources = filesIn("src", /\.tsx?$/);

const holding = (pattern: RegExp): string[] => sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

describe("the manifest", () => {
  test("asks for these permissions: its own storage, without a limit, and alarms", () => {
    expect(manifest.permissions).toEqual(["storage", "unlimitedStorage", "alarms"]);
  });

  test("may ask for two more, when the user switches on what needs them", () => {
    expect(manifest.optional_permissions).toEqual(["downloads", "notifications"]);
  });

  test.each([
    "host_permissions",
    "optional_host_permissions",
    "content_scripts",
    "externally_connectable",
    "web_accessible_resources",
  ])("has no %s", (key) => {
    expect(manifest).not.toHaveProperty(key);
  });

  test("keeps scripts, connections and workers to the extension's own files", () => {
    const { extension_pages: policy = "" } = manifest.content_security_policy as Record<string, string>;
    const directives = new Map(policy.split("; ").map((line) => [line.split(" ")[0], line.split(" ").slice(1)]));
    expect(directives.get("default-src")).toEqual(["'none'"]);
    expect(directives.get("script-src")).toEqual(["'self'"]);
    for (const name of ["connect-src", "worker-src", "style-src", "font-src"])
      expect(directives.get(name)).toEqual(["'self'"]);
    for (const name of ["base-uri", "form-action", "frame-ancestors"]) expect(directives.get(name)).toEqual(["'none'"]);
    expect(policy).not.toMatch(/https?:|\*|unsafe-inline/);
  });
});

describe("the sources", () => {
  test("ask the network for nothing but the extension's own files", () => {
    expect(holding(/\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|RTCPeerConnection/)).toEqual([
      "src/platform/bundled-decks.ts",
    ]);
  });

  test("reach downloads and notifications in one place each, and ask for a permission in one", () => {
    expect(holding(/\bbrowser\.downloads\b/)).toEqual(["src/platform/downloads.ts"]);
    expect(holding(/\bbrowser\.notifications\b/)).toEqual(["src/platform/reminder.ts"]);
    expect(holding(/\bpermissions\.request\b/)).toEqual(["src/platform/permission.ts"]);
  });

  test("write no markup and run no text", () => {
    expect(holding(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function/)).toEqual(
      [],
    );
  });

  test("listen to no message of other extensions, of sites or of programs", () => {
    expect(holding(/onMessageExternal|onConnectExternal|runtime\.onMessage|runtime\.onConnect/)).toEqual([]);
  });
});
