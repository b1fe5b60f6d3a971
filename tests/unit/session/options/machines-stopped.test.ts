/** An exchange with a shared folder that is stopped, or fails, somewhere on the way. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isUnfinished } from "../../../../src/copies/shared/link.ts";
import { t } from "../../../../src/platform/i18n.ts";
import { folderPlace } from "../../../../src/platform/shared-folder.ts";
import { exchangeUnasked } from "../../../../src/session/folder/folder-exchange.ts";
import { type MachinesControl, machinesControl } from "../../../../src/session/options/machines.ts";
import { NOW } from "../../../support/database/db-steps.ts";
import { answerOn, exchangeOn } from "../../../support/places/devices.ts";
import {
  closeMachinesPage,
  holdsWhole,
  type MachinesPage,
  openMachinesPage,
  saidAfter,
} from "../../../support/session/machines-page.ts";
import "../../../support/gallery/browser-stub.ts";

/** No fake database can keep a handle. */
const kept = vi.hoisted(() => ({ folder: null as unknown, onLast: (): void => {} }));
vi.mock("../../../../src/copies/shared/link.ts", async (load) => {
  const link = await load<typeof import("../../../../src/copies/shared/link.ts")>();
  return {
    ...link,
    readFolder: async () => kept.folder,
    keepFolder: async (_: unknown, handle: unknown) => {
      kept.folder = handle;
    },
    keepLast: async (...last: Parameters<typeof link.keepLast>) => {
      await link.keepLast(...last);
      kept.onLast();
    },
  };
});

let page: MachinesPage;
let folder: MachinesPage["folder"];
let other: MachinesPage["other"];
let under: MachinesPage["under"];
let control: MachinesControl;

beforeEach(async () => {
  kept.folder = null;
  kept.onLast = () => {};
  page = await openMachinesPage();
  ({ folder, other, under } = page);
  control = machinesControl(
    under.base,
    async () => {},
    async () => null,
  );
});
afterEach(() => closeMachinesPage(page));

const after = (ask: () => void) => saidAfter(control, ask);
const link = () => after(control.onChoose);

const whole = (events: number): Promise<void> => holdsWhole(under, events);

test("a first taking in that was stopped says so, and the next one goes on to its end", async () => {
  for (let i = 3; i < 9; i++) await answerOn(other, i, NOW + i);
  await exchangeOn(other, folderPlace(folder.handle), NOW + 20, "Desk");
  const stop = vi.spyOn(folder.handle, "entries");
  stop.mockImplementationOnce(() => {
    control.onStop();
    stop.mockRestore();
    return folder.handle.entries();
  });
  expect(await link()).toEqual({ kind: "done", text: t("machinesStopped") });
  expect(control.current().stopped).toBe(true);
  // As a study page at each visit.
  expect(await exchangeUnasked(under.base.db, {})).toBeNull();
  expect(await isUnfinished(under.base.db)).toBe(false);
  expect(await after(control.onExchange)).toMatchObject({ kind: "done" });
  expect(control.current().stopped).toBe(false);
  await whole(10);
});

test("an exchange that was stopped stays so where its page is closed before it has come to an end", async () => {
  // A folder in a cloud that answers late: the page is gone before.
  const iterator = { ...folder.handle.entries(), next: () => new Promise<never>(() => {}) };
  const late = { ...iterator, [Symbol.asyncIterator]: () => late };
  const entries = vi.spyOn(folder.handle, "entries").mockReturnValue(late);
  control.onChoose();
  await vi.waitFor(() => expect(entries).toHaveBeenCalled(), { interval: 1, timeout: 20_000 });
  expect(await isUnfinished(under.base.db)).toBe(true);
  control.onStop();
  await vi.waitFor(async () => expect(await isUnfinished(under.base.db)).toBe(false), { interval: 1, timeout: 5000 });
});

test("one that is stopped when all of it is exchanged is complete, and goes on by itself", async () => {
  kept.onLast = () => control.onStop();
  expect(await link()).toEqual({ kind: "done", text: expect.stringContaining("3") });
  expect(control.current().stopped).toBe(false);
  kept.onLast = () => {};
  expect(await exchangeUnasked(under.base.db, {})).toMatchObject({ complete: true });
});

test("one is not said to have changed nothing where the connection is lost behind what came in", async () => {
  kept.onLast = () => {
    throw new DOMException("The connection was closed.", "InvalidStateError");
  };
  expect(await link()).toEqual({ kind: "failed", text: t("inPart_notSaved") });
  expect(under.announce).toHaveBeenCalled();
  await whole(4);
});

test("a folder that the browser allows again is not exchanged with where the user stops that before", async () => {
  await link();
  const before = new Map(folder.content);
  await answerOn(under, 1, NOW + 50);
  const said = after(() => {
    control.onAllow();
    control.onStop();
  });
  expect(await said).toEqual({ kind: "done", text: t("exchangeCancelled") });
  expect(folder.content).toEqual(before);
});

test("a folder is not kept, nor exchanged with, where the user stops that before", async () => {
  let choose = (): void => {};
  vi.stubGlobal(
    "showDirectoryPicker",
    () =>
      new Promise((resolve) => {
        choose = () => resolve(folder.handle);
      }),
  );
  const before = new Map(folder.content);
  const said = after(() => {
    control.onChoose();
    control.onStop();
    choose();
  });
  expect(await said).toEqual({ kind: "done", text: t("exchangeCancelled") });
  expect(kept.folder).toBeNull();
  expect(folder.content).toEqual(before);
  await whole(1);
});
