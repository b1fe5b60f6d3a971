/** Whoever hears that files have come in may delete them: what was in them stands in the second record by then. */
import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { plural, t } from "../../../../src/platform/i18n.ts";
import { type MachinesControl, machinesControl } from "../../../../src/session/options/machines.ts";
import { packEvents } from "../../../../src/store/segments/pack.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { type MemoryFiles, memoryFiles } from "../../../support/places/memory-files.ts";
import {
  closeMachinesPage,
  holdsWhole,
  type MachinesPage,
  openMachinesPage,
  saidAfter,
} from "../../../support/session/machines-page.ts";
import "../../../support/gallery/browser-stub.ts";

let page: MachinesPage;
let control: MachinesControl;
let files: MemoryFiles;
beforeEach(async () => {
  files = memoryFiles();
  page = await openMachinesPage();
  control = machinesControl(
    page.under.base,
    async () => {},
    async () => files,
  );
});
afterEach(() => closeMachinesPage(page));

const takeIn = async (): Promise<string | undefined> => {
  const chosen = [...page.folder.content].map(([name, bytes]) => new File([bytes], name));
  return (await saidAfter(control, () => control.onTakeIn(chosen)))?.text;
};

test("nothing is said before all is copied, and where it cannot be, that the files are to be kept", async () => {
  const { under } = page;
  let refuse = (): void => {};
  under.copyAll.mockImplementationOnce(
    () =>
      new Promise((_, reject) => {
        refuse = () => reject(new DOMException("no room", "QuotaExceededError"));
      }),
  );
  const said = takeIn();
  await vi.waitFor(() => expect(under.copyAll).toHaveBeenCalledTimes(1), { interval: 1, timeout: 20_000 });
  await holdsWhole(under, 4);
  expect(control.current().said).toBeNull();
  refuse();
  expect(await said).toBe(`${plural("machinesTaken", 3)} ${t("machinesNotCopied")}`);
});

test("it is said as well where not all could be copied in time, and no more once it is", async () => {
  page.under.copyAll.mockResolvedValueOnce({ notice: null, changed: false, complete: false });
  expect(await takeIn()).toBe(`${plural("machinesTaken", 3)} ${t("machinesNotCopied")}`);
  expect(await takeIn()).toBe(t("machinesNothingNew"));
});

test("it is said where the user stops the copying, too", async () => {
  page.under.copyAll.mockImplementationOnce(async () => {
    control.onStop();
    return { notice: null, changed: false, complete: false };
  });
  expect(await takeIn()).toBe(`${plural("machinesTaken", 3)} ${t("machinesNotCopied")}`);
});

test("what waits for a later version is copied before it is told of", async () => {
  page.under.copyAll.mockImplementationOnce(async () => {
    expect(await files.list()).toEqual([expect.stringMatching(/^waiting-lines-/)]);
    return { notice: null, changed: false, complete: true };
  });
  const [event] = await wholeLog(page.other.db);
  const bytes = await packEvents([event, { ...event, rating: "good" }] as never);
  const said = await saidAfter(control, () => control.onTakeIn([new File([bytes], "x.gz")]));
  expect(said?.text).toBe(`${plural("machinesTaken", 1)} ${plural("machinesKept", 1)}`);
});
