/** A device that gives to one folder after another knows in each of them which files are its own. */
import { afterEach, expect, test, vi } from "vitest";
import type { Place } from "../../../../src/core/log/place.ts";
import { deviceRow, keepPosition, readDevice, readPosition } from "../../../../src/store/database/local.ts";
import { deleteDatabase, NOW } from "../../../support/database/db-steps.ts";
import { answerOn, exchangeOn, makeDevice, sharedFolder, type TestDevice } from "../../../support/places/devices.ts";

const TOKENS = "shared-place-tokens";
let device: TestDevice;
const open = async (): Promise<TestDevice> => {
  device = await makeDevice(sharedFolder());
  await answerOn(device, 0, NOW);
  return device;
};
afterEach(async () => {
  vi.restoreAllMocks();
  device.db.close();
  await deleteDatabase();
});
const idOf = ({ db }: TestDevice) => readDevice(db.transaction("local").store);

test("it is the one that it was when it comes back to a folder", async () => {
  const [first, second] = [sharedFolder(), sharedFolder()];
  const id = await idOf(await open());
  await exchangeOn(device, first);
  for (let i = 0; i < 3; i++) await exchangeOn(device, second);
  const back = await exchangeOn(device, first);
  expect(back.others).toEqual([]);
  expect(await idOf(device)).toBe(id);
});

test("a copy of its profile is noticed in each folder", async () => {
  const [first, second] = [sharedFolder(), sharedFolder()];
  const id = await idOf(await open());
  await exchangeOn(device, first);
  await exchangeOn(device, second);
  const before = await readPosition(device.db, TOKENS);
  for (const folder of [first, second]) {
    await exchangeOn(device, folder);
    const after = await readPosition(device.db, TOKENS);
    // What the copy knows, which was made before.
    await keepPosition(device.db, TOKENS, before);
    await exchangeOn(device, folder);
    expect(await idOf(device)).not.toBe(id);
    await device.db.put("local", deviceRow(id));
    await keepPosition(device.db, TOKENS, after);
  }
});

test("what an earlier version knew of its one folder holds on, and what is kept does not grow with the folders", async () => {
  const folder = sharedFolder();
  const id = await idOf(await open());
  await exchangeOn(device, folder);
  const kept = await readPosition(device.db, TOKENS);
  if (!Array.isArray(kept)) throw new Error("nothing is kept");
  await keepPosition(device.db, TOKENS, kept.flat());
  await exchangeOn(device, folder);
  expect(await idOf(device)).toBe(id);
  for (let i = 0; i < 40; i++) await exchangeOn(device, sharedFolder());
  expect(await readPosition(device.db, TOKENS)).toHaveLength(16);
});

test("a folder in which its own head cannot be read lets no other folder be forgotten", async () => {
  const [first, fetched] = [sharedFolder(), sharedFolder()];
  const id = await idOf(await open());
  await exchangeOn(device, first);
  // Where it lies in the cloud only, and the machine cannot fetch it.
  vi.spyOn(console, "error").mockReturnValue();
  const head = `device-${id}.json`;
  const notFetched: Place = {
    ...fetched,
    read: async (name) => (name === head && fetched.content.has(head) ? new Uint8Array() : fetched.read(name)),
  };
  for (let i = 0; i < 40; i++) await exchangeOn(device, notFetched);
  for (const folder of [first, fetched]) await exchangeOn(device, folder);
  expect(await idOf(device)).toBe(id);
  // Known as any other folder from then on, in which a copy of the profile is noticed.
  const before = await readPosition(device.db, TOKENS);
  await exchangeOn(device, fetched);
  await keepPosition(device.db, TOKENS, before);
  await exchangeOn(device, fetched);
  expect(await idOf(device)).not.toBe(id);
});
