import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { deckHash } from "../../../../src/copies/place/deck-hash.ts";
import { passphraseOf, vaultOf } from "../../../../src/copies/shared/encrypted.ts";
import { keepLines } from "../../../../src/copies/shared/kept-lines.ts";
import { packNews } from "../../../../src/copies/shared/news-file.ts";
import { changeWaiting, waitingNames } from "../../../../src/copies/shared/waiting.ts";
import type { Deck } from "../../../../src/core/deck/deck.ts";
import type { DeckId } from "../../../../src/core/ids.ts";
import { plural, t } from "../../../../src/platform/i18n.ts";
import { folderPlace } from "../../../../src/platform/shared-folder.ts";
import { type MachinesControl, machinesControl } from "../../../../src/session/options/machines.ts";
import { installDeck } from "../../../../src/store/decks/install-deck.ts";
import { packEvents } from "../../../../src/store/segments/pack.ts";
import { breakRows, UNREADABLE } from "../../../support/database/break-rows.ts";
import { NOW, scheduler } from "../../../support/database/db-steps.ts";
import { watchRequests } from "../../../support/database/watch-requests.ts";
import { wholeLog } from "../../../support/database/whole-log.ts";
import { answerOn, exchangeOn } from "../../../support/places/devices.ts";
import { content, deck } from "../../../support/samples/cards.ts";
import {
  closeMachinesPage,
  countOn,
  holdsWhole,
  type MachinesPage,
  openMachinesPage,
  saidAfter,
} from "../../../support/session/machines-page.ts";
import "../../../support/gallery/browser-stub.ts";

const files = vi.hoisted(() => ({ offered: [] as string[] }));
vi.mock("../../../../src/platform/files.ts", () => ({
  offerDownload: (_: Blob, name: string) => files.offered.push(name),
}));

/** No fake database can keep a handle. */
const kept = vi.hoisted(() => ({ folder: null as unknown }));
vi.mock("../../../../src/copies/shared/link.ts", async (load) => ({
  ...(await load<typeof import("../../../../src/copies/shared/link.ts")>()),
  readFolder: async () => kept.folder,
  keepFolder: async (_: unknown, handle: unknown) => {
    kept.folder = handle;
  },
}));

let page: MachinesPage;
let folder: MachinesPage["folder"];
let other: MachinesPage["other"];
let under: MachinesPage["under"];
let control: MachinesControl;
const onCome = vi.fn<() => Promise<void>>();

beforeEach(async () => {
  onCome.mockReset().mockResolvedValue();
  kept.folder = null;
  files.offered = [];
  page = await openMachinesPage();
  ({ folder, other, under } = page);
  control = machinesControl(under.base, onCome, async () => null);
});
afterEach(() => closeMachinesPage(page));

const after = (ask: () => void) => saidAfter(control, ask);
const link = () => after(control.onChoose);

const count = () => countOn(under);
const whole = (events: number): Promise<void> => holdsWhole(under, events);

describe("a folder that is shared with other machines", () => {
  test("is chosen, exchanged with, told of, and given up again", async () => {
    expect(await link()).toEqual({ kind: "done", text: expect.stringContaining("3") });
    expect(under.announce).toHaveBeenCalled();
    // What else this page shows is read again.
    expect(onCome).toHaveBeenCalledTimes(1);
    await whole(4);
    expect(control.current()).toMatchObject({
      folder: { name: "shared", allowed: true },
      last: { taken: 3, passedOver: 0, unreadable: 0, others: [{ name: "Desk", events: 3 }] },
    });
    expect(await after(control.onExchange)).toEqual({ kind: "done", text: t("machinesNothingNew") });
    expect(onCome).toHaveBeenCalledTimes(1);
    expect(await after(() => control.onName(" Ward "))).toBeNull();
    expect(control.current().name).toBe("Ward");
    const names = [...folder.content.keys()];
    expect(await after(control.onForget)).toEqual({ kind: "done", text: t("machinesForgotten") });
    expect(control.current().folder).toBeNull();
    expect([...folder.content.keys()]).toEqual(names);
  });

  test.each([
    ["NoModificationAllowedError", "machinesReadOnly"],
    ["NotAllowedError", "machinesNotWritten"],
  ] as const)("that only may be read (%s) gives what is in it, and the sentence is true", async (name, sentence) => {
    folder.state.readOnly = name;
    expect(await link()).toEqual({ kind: "failed", text: t(sentence) });
    expect(under.announce).toHaveBeenCalled();
    await whole(4);
    expect(control.current().last).toMatchObject({ taken: 3, givenAtMs: null });
  });

  test("that is full gives what is in it, holds no half of a file, and takes the rest when there is room", async () => {
    const before = new Map(folder.content);
    folder.state.room = 20;
    expect(await link()).toEqual({ kind: "failed", text: t("machinesNotWritten") });
    await whole(4);
    expect(folder.content).toEqual(before);
    folder.state.room = Number.POSITIVE_INFINITY;
    expect(await after(control.onExchange)).toMatchObject({ kind: "done" });
    expect(await exchangeOn(other, folderPlace(folder.handle))).toMatchObject({ taken: 1 });
  });

  test("whose permission is withdrawn in the midst of a write says so, and what had come in stays", async () => {
    folder.state.onWrite = () => {
      folder.state.access = "prompt";
    };
    expect(await link()).toEqual({ kind: "failed", text: t("machinesNotAllowed") });
    const here = await count();
    await whole(here);
    expect(control.current().folder?.allowed).toBe(false);
    folder.state.onWrite = () => {};
    expect(await after(control.onAllow)).toEqual({ kind: "failed", text: t("machinesNotAllowed") });
    folder.state.access = "granted";
    expect(await after(control.onAllow)).toMatchObject({ kind: "done" });
    await whole(4);
  });

  test("that is gone says so and costs nothing", async () => {
    folder.state.isGone = true;
    expect(await link()).toEqual({ kind: "failed", text: t("machinesFolderGone") });
    await whole(1);
  });

  test("that brings a deck tells of it, with the entries that came or alone", async () => {
    await link();
    const gives = async (name: string): Promise<void> => {
      const id = name as DeckId;
      await installDeck(other.db, deck([content("a", 0, { deck: id })], "1", { id }), scheduler, NOW, "own");
      await exchangeOn(other, folderPlace(folder.handle), NOW, "Desk");
    };
    const said = async () => (await after(control.onExchange))?.text;
    await gives("one");
    expect(await said()).toBe(plural("machinesDecks", 1));
    await answerOn(other, 4, NOW + 50);
    await gives("two");
    expect(await said()).toBe(`${plural("machinesTaken", 1)} ${plural("machinesDecks", 1)}`);
    expect(await said()).toBe(t("machinesNothingNew"));
  });

  test("with a file that cannot be read tells of it and takes the others", async () => {
    for (const name of folder.content.keys()) if (name.startsWith("journal-")) folder.unreadable.add(name);
    expect(await link()).toMatchObject({ kind: "done" });
    expect(control.current().last).toMatchObject({ taken: 0, unreadable: 1 });
    folder.unreadable.clear();
    await after(control.onExchange);
    await whole(4);
  });

  test("that another page is exchanging with just now is left to it", async () => {
    await link();
    let release = (): void => {};
    const held = navigator.locks.request("folder-exchange", () => new Promise<void>((end) => (release = end)));
    expect(await after(control.onExchange)).toEqual({ kind: "failed", text: t("machinesNotNow") });
    release();
    await held;
  });
});

describe("a passphrase", () => {
  // Some 0.2 s of work each time. That it takes so many rounds is held where files are sealed: copies/shared/encrypted.test.ts.
  beforeEach(() => {
    const deriveKey = crypto.subtle.deriveKey.bind(crypto.subtle);
    vi.spyOn(crypto.subtle, "deriveKey").mockImplementation((by, ...more) =>
      deriveKey({ ...(by as Pbkdf2Params), iterations: 2 }, ...more),
    );
  });

  const own = () => [...folder.content.keys()].filter((name) => name.includes(under.base.device));

  test("takes this machine's own plain files out of the folder, and others' stay and are told of", async () => {
    await link();
    expect(own().length).toBeGreaterThan(1);
    expect(await after(() => control.onPassphrase("a grey whale"))).toMatchObject({ kind: "done" });
    await after(control.onExchange);
    expect(own().length).toBeGreaterThan(1);
    for (const name of own()) expect(name).toMatch(/\.enc$/);
    expect(control.current().last).toMatchObject({ passedOver: 1 });
    await whole(4);
  });

  test("can be changed while no other machine has the old one: the files are written anew", async () => {
    await after(() => control.onPassphrase("one"));
    await link();
    const before = own();
    expect(await after(() => control.onPassphrase("two"))).toEqual({ kind: "done", text: t("machinesEncrypted") });
    await after(control.onExchange);
    const vault = vaultOf(await passphraseOf("two"));
    for (const name of own())
      expect(await vault.open(name.replace(".enc", ""), folder.content.get(name) ?? new Uint8Array())).not.toHaveLength(
        0,
      );
    expect(own().length).toBe(before.length);
  });

  test("that does not open what another machine gave is refused, where it is set and where the folder is chosen", async () => {
    await exchangeOn(other, folderPlace(folder.handle), NOW, "Desk", vaultOf(await passphraseOf("right")));
    await after(() => control.onPassphrase("wrong"));
    expect(await link()).toEqual({ kind: "failed", text: t("machinesOtherPassphrase") });
    await after(() => control.onPassphrase(""));
    expect(await link()).toEqual({ kind: "failed", text: t("machinesOthersEncrypt") });
    expect(own()).toEqual([]);
    expect(await after(() => control.onPassphrase("wrong"))).toEqual({
      kind: "failed",
      text: t("machinesWrongPassphrase"),
    });
    await whole(1);
    await after(() => control.onPassphrase("right"));
    expect(await after(control.onExchange)).toMatchObject({ kind: "done" });
    await whole(4);
  });

  test("is not changed while the browser does not allow the folder whose files would have to be written anew", async () => {
    await link();
    folder.state.access = "prompt";
    expect(await after(() => control.onPassphrase("words"))).toEqual({ kind: "failed", text: t("machinesAllowFirst") });
    expect(control.current().encrypted).toBe(false);
  });
});

describe("files for the other machine", () => {
  const asFile = (name: string, bytes: Uint8Array<ArrayBuffer>): File => new File([bytes], name);

  test("are taken in, whatever else of the folder was chosen with them", async () => {
    const chosen = [...folder.content].map(([name, bytes]) => asFile(name, bytes));
    expect(chosen.length).toBe(2);
    expect(await after(() => control.onTakeIn(chosen))).toEqual({ kind: "done", text: expect.stringContaining("3") });
    expect(onCome).toHaveBeenCalledTimes(1);
    await whole(4);
    expect(await after(() => control.onTakeIn(chosen))).toEqual({ kind: "done", text: t("machinesNothingNew") });
  });

  /** Whatever is noted under this name cannot be kept. */
  const cannotKeep = (name: string): void => {
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...row) {
      if ((row[0] as { readonly key?: string }).key === `job/${name}`)
        throw new DOMException("The connection was closed.", "InvalidStateError");
      return put.apply(this, row);
    });
  };

  test("that were handed out are said to be so where that could not be noted, and come once more the next time", async () => {
    cannotKeep("offered-in-files");
    expect(await after(() => control.onSave(false))).toEqual({ kind: "done", text: plural("machinesSaved", 1) });
    expect(files.offered).toHaveLength(1);
    vi.restoreAllMocks();
    expect(await after(() => control.onSave(false))).toEqual({ kind: "done", text: plural("machinesSaved", 1) });
    expect(files.offered).toHaveLength(2);
    await after(() => control.onArrived());
    expect(await after(() => control.onSave(false))).toEqual({ kind: "done", text: t("machinesNothingToSave") });
  });

  test("are not handed out where the user stops that before", async () => {
    const said = after(() => {
      control.onSave(true);
      control.onStop();
    });
    expect(await said).toEqual({ kind: "done", text: t("exchangeCancelled") });
    expect(files.offered).toEqual([]);
  });

  describe("with several decks of the user's own", () => {
    const own = (name: string): Deck => deck([content("a", 0, { deck: name as DeckId })], "1", { id: name as DeckId });
    const here = async (): Promise<string[]> =>
      (await under.db.getAll("decks")).flatMap(({ id, origin }) => (origin === "own" ? [id] : []));
    /** Another deck under the same version, in whose place this one comes. */
    const givingWay = async (comes: Deck): Promise<Deck> => {
      const hash = await deckHash(comes);
      for (let i = 0; ; i++) {
        const one = { ...comes, title: `Another ${i}` };
        if ((await deckHash(one)) < hash) return one;
      }
    };
    let chosen: File[];
    beforeEach(async () => {
      for (const name of ["one", "two"]) await installDeck(other.db, own(name), scheduler, NOW, "own");
      const { files } = await packNews(other.db, true, null);
      chosen = files.filter(({ events }) => events === 0).map(({ name, bytes }) => asFile(name, bytes));
      expect(chosen).toHaveLength(2);
    });
    test("tell how many came, and no number of entries", async () => {
      expect(await after(() => control.onTakeIn(chosen))).toEqual({ kind: "done", text: plural("machinesDecks", 2) });
      expect(await here()).toEqual(["one", "two"]);
    });

    test("stopped between two of them leave the one that has come, say so, and tell other pages", async () => {
      const stop = (_: string, { name }: IDBObjectStore): void => {
        if (name === "decks") control.onStop();
      };
      await watchRequests(["put"], stop, () => after(() => control.onTakeIn(chosen)));
      expect(control.current().said).toEqual({ kind: "done", text: t("machinesStopped") });
      expect(await here()).toHaveLength(1);
      expect(under.announce).toHaveBeenCalledTimes(1);
      expect(await after(() => control.onTakeIn(chosen))).toEqual({ kind: "done", text: plural("machinesDecks", 1) });
      expect(await here()).toEqual(["one", "two"]);
    });

    test("one for which there is no room among those that gave way is told of, and does not come in", async () => {
      await installDeck(under.db, await givingWay(own("one")), scheduler, NOW, "own");
      const more = Array.from({ length: 20 }, (_, i) => ({ name: `deck-more@${i}.gz`, bytes: new Uint8Array(1) }));
      await changeWaiting(under.db, more);
      const text = `${plural("machinesDecks", 1)} ${t("machinesDeckNoRoom")}`;
      expect(await after(() => control.onTakeIn(chosen))).toEqual({ kind: "done", text });
      expect(await under.db.get("decks", "one" as DeckId)).not.toMatchObject({ title: own("one").title });
    });

    test("that came before something failed are told to other pages, and one that gave way is saved", async () => {
      await installDeck(under.db, await givingWay(own("one")), scheduler, NOW, "own");
      const all = (await packNews(other.db, true, null)).files.map(({ name, bytes }) => asFile(name, bytes));
      const add = IDBObjectStore.prototype.add;
      vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(function (this: IDBObjectStore, ...row) {
        if (this.name === "events") throw new DOMException("full", "QuotaExceededError");
        return add.apply(this, row);
      });
      expect(await after(() => control.onTakeIn(all))).toEqual({ kind: "failed", text: t("inPart_diskFull") });
      expect(await here()).toEqual(["one", "two"]);
      expect(await under.db.get("decks", "one" as DeckId)).toMatchObject({ title: own("one").title });
      expect(files.offered).toHaveLength(1);
      expect(under.announce).toHaveBeenCalledTimes(1);
    });
  });

  test("are saved again until the user says that they have arrived", async () => {
    await after(() => control.onSave(false));
    // The browser has cancelled it, perhaps.
    expect(await after(() => control.onSave(false))).toEqual({ kind: "done", text: plural("machinesSaved", 1) });
    expect([files.offered.length, control.current().offered]).toEqual([2, true]);
    expect(await after(control.onArrived)).toEqual({ kind: "done", text: t("machinesArrivedNoted") });
    expect(control.current().offered).toBe(false);
    expect(await after(() => control.onSave(false))).toEqual({ kind: "done", text: t("machinesNothingToSave") });
  });

  test("tell of a deck that is not whole and is not among them, and so does the folder", async () => {
    const mine = "mine" as DeckId;
    const one = content("a", 0, { deck: mine });
    await installDeck(under.db, deck([one, content("b", 1, { deck: mine })], "1", { id: mine }), scheduler, NOW, "own");
    await under.db.delete("contents", one.id);
    const notWhole = t("machinesDeckNotWhole");
    expect((await after(() => control.onSave(true)))?.text).toBe(`${plural("machinesSaved", 1)} ${notWhole}`);
    expect(await link()).toEqual({ kind: "failed", text: notWhole });
    await whole(4);
  });

  test("tell of entries that are kept for a later version", async () => {
    const lines = (await wholeLog(other.db)).map((event, i) => (i === 1 ? { ...event, rating: "good" } : event));
    const bytes = await packEvents(lines as never);
    const said = await after(() => control.onTakeIn([asFile("x.gz", bytes)]));
    expect(said?.text).toBe(`${plural("machinesTaken", 2)} ${plural("machinesKept", 1)}`);
    await whole(3);
  });

  test("are not said to be here where the log did not take all of them and nothing more can be kept for later", async () => {
    const chosen = (await packNews(other.db, true, null)).files.map(({ name, bytes }) => asFile(name, bytes));
    await after(() => control.onTakeIn(chosen));
    const place = (await under.db.getAllKeys("events")).at(-1);
    await under.db.put("events", { ...(await under.db.get("events", place ?? 0)), ...UNREADABLE } as never, place);
    breakRows();
    const { put } = IDBObjectStore.prototype;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...row) {
      if (this.name === "events") throw new DOMException("damaged", "UnknownError");
      return put.apply(this, row);
    });
    const said = () => after(() => control.onTakeIn(chosen));
    expect(await said()).toEqual({ kind: "done", text: t("machinesNothingNew") });
    await changeWaiting(under.db, [], await waitingNames(under.db));
    await keepLines(
      under.db,
      Array.from({ length: 10_000 }, (_, i) => i),
    );
    expect(await said()).toEqual({ kind: "done", text: t("machinesIncomplete") });
  });

  test("of somebody else's are refused by a name that turns nothing around it", async () => {
    const [file] = (await packNews(other.db, true, null)).files;
    const ours = asFile(file?.name ?? "", file?.bytes ?? new Uint8Array());
    const said = await after(() => control.onTakeIn([ours, asFile("\u202Egz.evil", new Uint8Array(9))]));
    expect(said?.kind).toBe("failed");
    expect(said?.text).toContain("gz.evil");
    expect(said?.text).not.toContain("\u202E");
    await whole(1);
  });
});

test("where the database is lost while something goes on, the buttons are free again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  control.onSave(true);
  under.db.close();
  await vi.waitFor(() => expect(control.current().working).toBeNull(), { interval: 1 });
});
