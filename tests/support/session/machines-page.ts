/** The part of the options page on other machines, over a folder into which one of them has given three answers. */
import { IDBFactory } from "fake-indexeddb";
import { expect, vi } from "vitest";
import { folderPlace } from "../../../src/platform/shared-folder.ts";
import type { MachinesControl } from "../../../src/session/options/machines.ts";
import type { MachinesState } from "../../../src/session/options/machines-state.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { deleteDatabase, FIVE, foldsToItself, NOW, scheduler } from "../database/db-steps.ts";
import { wholeLog } from "../database/whole-log.ts";
import { answerOn, exchangeOn, makeDevice, type TestDevice } from "../places/devices.ts";
import { type FakeFolder, fakeFolder, fakeLocks } from "../places/fake-folder.ts";
import { deck } from "../samples/cards.ts";
import { type BaseUnderTest, optionsUnderTest } from "./options-base.ts";

export interface MachinesPage {
  readonly folder: FakeFolder;
  /** The other machine. */
  readonly other: TestDevice;
  /** This one, which has one answer of its own. */
  readonly under: BaseUnderTest;
}

export async function openMachinesPage(): Promise<MachinesPage> {
  vi.spyOn(console, "error").mockReturnValue();
  vi.stubGlobal("navigator", { ...globalThis.navigator, locks: fakeLocks() });
  const folder = fakeFolder();
  vi.stubGlobal("showDirectoryPicker", async () => folder.handle);
  const other = await makeDevice({ ...folderPlace(folder.handle), content: folder.content });
  for (let i = 0; i < 3; i++) await answerOn(other, i, NOW + i);
  await exchangeOn(other, folderPlace(folder.handle), NOW, "Desk");
  globalThis.indexedDB = new IDBFactory();
  const under = await optionsUnderTest();
  await installDeck(under.db, deck(FIVE), scheduler, NOW);
  await answerOn(under, 0, NOW + 9);
  return { folder, other, under };
}

export async function closeMachinesPage({ other, under }: MachinesPage): Promise<void> {
  other.db.close();
  under.db.close();
  await deleteDatabase();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
}

/** What is said when what was asked for has come to its end. */
export async function saidAfter(control: MachinesControl, ask: () => void): Promise<MachinesState["said"]> {
  ask();
  await vi.waitFor(() => expect(control.current().working).toBeNull(), { interval: 1, timeout: 20_000 });
  return control.current().said;
}

export const countOn = async ({ db }: BaseUnderTest): Promise<number> => (await wholeLog(db)).length;

/** This machine holds so many events, and its cards and days are what they say. */
export async function holdsWhole(under: BaseUnderTest, events: number): Promise<void> {
  expect(await countOn(under)).toBe(events);
  await foldsToItself(under.db);
}
