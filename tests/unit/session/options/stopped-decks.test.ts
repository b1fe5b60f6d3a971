/** A file of decks alone, with the real work on a database: what its numbers of entries say of it is 0 throughout. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { DeckId } from "../../../../src/core/ids.ts";
import { CancelledError, type JobClient } from "../../../../src/jobs/client.ts";
import { type BackupControl, backupControl } from "../../../../src/session/options/backup.ts";
import { readOwnDecks } from "../../../../src/session/options/decks.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { inspectFile } from "../../../../src/worker/inspect-file.ts";
import { keepRest, lastRestore } from "../../../../src/worker/last-restore.ts";
import { restore } from "../../../../src/worker/restore.ts";
import { takeBack } from "../../../../src/worker/take-back.ts";
import { NOW, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { backupBlob } from "../../../support/files/backup-blob.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import { stubPage } from "../../../support/session/page-stub.ts";

vi.mock("../../../../src/platform/record/files.ts", () => ({ recordFiles: async () => null }));
vi.mock("../../../../src/platform/own-manifest.ts", () => ({ extensionVersion: () => "1.2.3" }));
vi.mock("../../../../src/platform/files.ts", () => ({ offerDownload: () => {} }));

function own(name: string, version = "1") {
  const id = name as DeckId;
  return deck([content("a", 0, { deck: id })], version, { id });
}
const quietly = (): void => {};
const announce = vi.fn<() => void>();
const ended = new CancelledError();
let db: Database;
let control: BackupControl;
/** Where the user stops. */
let stopsAfter: "nothing" | "committing" | "one deck" = "nothing";

useDatabase((opened) => {
  db = opened;
});

beforeEach(async () => {
  stubPage();
  stopsAfter = "nothing";
  let chosen: Awaited<ReturnType<typeof inspectFile>>;
  const client: Pick<
    JobClient,
    "exportFile" | "inspect" | "restore" | "takeBack" | "keepRest" | "lastRestore" | "cancel"
  > = {
    exportFile: async () => new Blob(["{}"]),
    async inspect(file) {
      chosen = await inspectFile(db, file, quietly);
      return chosen.preview;
    },
    async restore(choice) {
      const restored = await restore(db, chosen, choice, quietly);
      if (stopsAfter === "committing") throw ended;
      return restored;
    },
    async takeBack() {
      let told = 0;
      // When it begins, and before each deck.
      return takeBack(db, () => {
        if (stopsAfter === "one deck" && told++ === 2) throw ended;
      });
    },
    keepRest: (atMs) => keepRest(db, atMs),
    lastRestore: () => lastRestore(db),
    cancel: quietly,
  };
  control = backupControl(
    client,
    async () => {},
    async () => {},
    announce,
    () => readOwnDecks(db),
  );
});

afterEach(() => {
  announce.mockReset();
  vi.unstubAllGlobals();
});

const idle = (): Promise<void> => vi.waitFor(() => expect(control.current().work).toBeNull(), { interval: 1 });
async function bring(...ownDecks: ReturnType<typeof own>[]) {
  control.onChooseFile(new File([await backupBlob({ ownDecks })], "osteon.json"));
  await idle();
  control.onConfirm({ mode: "merge", withSettings: false });
  await idle();
  return control.current().result;
}
const here = async (): Promise<string[]> => (await db.getAll("decks")).map(({ id, version }) => `${id} ${version}`);

test.each(["nothing", "committing"] as const)(
  "its decks come together, and are told of; stopped after %s",
  async (after) => {
    stopsAfter = after;
    expect(await bring(own("one"), own("two"))).toMatchObject({ kind: "restored", added: 0, decks: 2 });
    expect(await here()).toEqual(["one 1", "two 1"]);
    expect(announce).toHaveBeenCalledTimes(after === "nothing" ? 0 : 1);
  },
);

test("a newer version of a deck that is here is told of, though nothing can be taken back", async () => {
  await installDeck(db, own("one"), scheduler, NOW, "own");
  stopsAfter = "committing";
  expect(await bring(own("one", "2"))).toMatchObject({ kind: "restored", added: 0, decks: 1 });
  expect(await here()).toEqual(["one 2"]);
  expect(control.current().lastRestore).toBeNull();
  expect(announce).toHaveBeenCalledTimes(1);
});

test("stopped between two decks that are taken back, the one stays away, the other is taken back later", async () => {
  await bring(own("one"), own("two"));
  stopsAfter = "one deck";
  control.onTakeBack();
  await idle();
  expect(await here()).toEqual(["two 1"]);
  expect(control.current().result).toEqual({ kind: "stopped", inPart: true });
  expect(announce).toHaveBeenCalledTimes(1);
  stopsAfter = "nothing";
  control.onTakeBack();
  await idle();
  expect(await here()).toEqual([]);
  expect(control.current()).toMatchObject({ result: { kind: "takenBack" }, lastRestore: null });
});
