import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { listenForStudyKey } from "../../../src/platform/study-key.ts";

type Listener = (name: string) => void;
const heard = vi.hoisted(() => ({ listeners: [] as Listener[], opened: [] as string[], hasKeys: true }));

vi.mock("webextension-polyfill", () => {
  const onCommand = { addListener: (listener: Listener) => heard.listeners.push(listener) };
  return {
    default: {
      get commands() {
        return heard.hasKeys ? { onCommand } : undefined;
      },
      runtime: { getURL: (path: string) => `ext://osteon/${path}` },
      tabs: { create: async ({ url }: { readonly url: string }) => heard.opened.push(url) },
    },
  };
});

afterEach(() => {
  Object.assign(heard, { listeners: [], opened: [], hasKeys: true });
});

const manifest = JSON.parse(readFileSync(join(import.meta.dirname, "../../../manifest.json"), "utf8"));

test("the manifest suggests a key for the popup and one for the study, which differ and are said in each language", () => {
  const commands = manifest.commands as Record<string, { suggested_key: { default: string }; description: string }>;
  expect(Object.keys(commands)).toEqual(["_execute_action", "study"]);
  const keys = Object.values(commands).map((command) => command.suggested_key.default);
  expect(new Set(keys).size).toBe(2);
  // What both browsers take: https://developer.chrome.com/docs/extensions/reference/api/commands
  for (const key of keys) expect(key).toMatch(/^Alt\+Shift\+[A-Z]$/);
  for (const { description } of Object.values(commands)) expect(description).toMatch(/^__MSG_\w+__$/);
});

test("the study's key opens the study in a tab, and no other key does", () => {
  listenForStudyKey();
  for (const name of Object.keys(manifest.commands)) for (const listener of heard.listeners) listener(name);
  expect(heard.opened).toEqual(["ext://osteon/pages/newtab/index.html#study"]);
});

test("a browser without keys for extensions is left alone", () => {
  heard.hasKeys = false;
  listenForStudyKey();
  expect(heard.listeners).toEqual([]);
});
