/** The part of the options page on other machines, over a folder into which one of them has given three answers. */
import { IDBFactory } from "fake-indexeddb";
import { vi } from "vitest";
import { folderPlace } from "../../../src/platform/shared-folder.ts";
import { installDeck } from "../../../src/store/decks/install-deck.ts";
import { deleteDatabase, FIVE, NOW, scheduler } from "../database/db-steps.ts";
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
