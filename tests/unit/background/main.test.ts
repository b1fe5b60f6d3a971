import { expect, test, vi } from "vitest";

/** Which events were listened to while the background's file was read, before anything else could happen. */
const listened = vi.hoisted(() => new Set<string>());

vi.mock("webextension-polyfill", () => {
  const eventsOf = (api: string, ...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, { addListener: () => listened.add(`${api}.${name}`) }]));
  const never = () => new Promise<never>(() => {});
  return {
    default: {
      alarms: { ...eventsOf("alarms", "onAlarm"), get: never },
      commands: eventsOf("commands", "onCommand"),
      permissions: { ...eventsOf("permissions", "onAdded"), contains: never },
      runtime: eventsOf("runtime", "onInstalled", "onStartup"),
    },
  };
});

test("the background listens to all that it may be woken for as soon as its file is read", async () => {
  await import("../../../src/background/main.ts");
  const wakers = ["alarms.onAlarm", "commands.onCommand", "runtime.onInstalled", "runtime.onStartup"];
  expect([...listened]).toEqual(expect.arrayContaining(wakers));
});
