/** Our cards in a note type that its user has changed in Anki, and packages that hold no progress. */
import { unzipSync, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import de from "../../../../src/_locales/de/messages.json" with { type: "json" };
import en from "../../../../src/_locales/en/messages.json" with { type: "json" };
import es from "../../../../src/_locales/es/messages.json" with { type: "json" };
import { NOTE_TYPE_ID, TEMPLATE_ID } from "../../../../src/exchange/anki/identity.ts";
import { numberField } from "../../../../src/exchange/anki/protobuf.ts";
import { readAnkiPackage } from "../../../../src/exchange/anki/read-package.ts";
import { writeAnkiPackage } from "../../../../src/exchange/anki/write-package.ts";
import { readTable } from "../../../../src/exchange/sqlite/read-table.ts";
import { LABELS } from "../../../anki/labels.ts";
import { randomHistory } from "../../../anki/random-history.ts";
import { sql } from "../../../support/files/collections.ts";

const nowMs = Date.UTC(2026, 10, 23, 12);
const DATA = randomHistory({ seed: 4, cards: 6, reviewsPerCard: 4, nowMs, offsetAt: () => 60 });
const PACKAGE = await writeAnkiPackage(DATA, LABELS);

/** Note types beside ours. */
type Others = (ours: { tmpls: Template[] }) => Record<string, { tmpls: Template[] }>;

interface Template {
  name: string;
  ord: number;
  id?: number;
}

/** The package after somebody changed it, with the answers that they gave to cards of their own. */
function changed(change: (templates: Template[]) => Template[], run = "", others: Others = () => ({})): Blob {
  const db = new sql.Database(unzipSync(PACKAGE)["collection.anki2"]);
  const models = JSON.parse(String(db.exec("SELECT models FROM col")[0]?.values[0]?.[0])) as Record<
    string,
    { tmpls: Template[] }
  >;
  const model = models[NOTE_TYPE_ID];
  if (!model) throw new Error("the note type is not there");
  Object.assign(models, others(structuredClone(model)));
  model.tmpls = change(model.tmpls);
  db.run("UPDATE col SET models = ?", [JSON.stringify(models)]);
  db.run(run);
  const bytes = db.export();
  db.close();
  return new Blob([new Uint8Array(zipSync({ "collection.anki2": bytes }))]);
}

async function read(file: Blob) {
  const result = await readAnkiPackage(file);
  return "problem" in result ? result.problem : result.events;
}
const ALL = await read(new Blob([new Uint8Array(PACKAGE)]));

/** A template of the user's own stands first, its cards beside ours, and each of them was answered. */
const IN_FRONT = `UPDATE cards SET ord = 1; INSERT INTO cards SELECT id + 1000000, nid, did, 0, mod, usn, type, queue, due, ivl,
  factor, reps, lapses, left, odue, odid, flags, data FROM cards;
  INSERT INTO revlog SELECT id * 7 % 1000000007, id, -1, 1, -60, 0, 2500, 900, 0 FROM cards WHERE ord = 0`;
const inFront = (ours: (template: Template) => Template) => (templates: Template[]) => [
  { name: "Mine", ord: 0, id: 12 },
  ...templates.map((template) => ({ ...ours(template), ord: 1 })),
];

describe("a note type with another template in front of ours", () => {
  it.each<[string, (template: Template) => Template]>([
    ["by its id, whatever its name", (template) => ({ ...template, name: "Question" })],
    ["by its name, where Anki gave it another id", (template) => ({ ...template, id: 99 })],
    ["by its name, where old versions keep no ids", ({ name, ord }) => ({ name, ord })],
  ])("has ours found %s", async (_, ours) => {
    expect(await read(changed(inFront(ours), IN_FRONT))).toEqual(ALL);
  });

  it("is refused with a sentence where neither is left", async () => {
    const nobody = inFront((template) => ({ ...template, name: "Question", id: 99 }));
    expect(await read(changed(nobody, IN_FRONT))).toEqual({ key: "anki_template", arguments: [] });
    expect(en).toHaveProperty("anki_template");
  });

  it("is ours whatever it is called while it is the only one", async () => {
    expect(await read(changed(([one]) => (one ? [{ name: "Question", ord: one.ord }] : [])))).toEqual(ALL);
  });
});

describe("notes that were moved to another note type", () => {
  const HALF = "UPDATE notes SET mid = 77 WHERE id % 2 = 0";
  const [mine, theirs] = [
    { name: "Mine", ord: 0 },
    { name: "Theirs", ord: 1 },
  ];

  it("are ours in a copy of our note type, each with its own place", async () => {
    const inCopy = `${IN_FRONT}; ${HALF}; UPDATE cards SET ord = 1 - ord WHERE nid % 2 = 0`;
    const file = changed(
      inFront((template) => template),
      inCopy,
      (ours) => ({ 77: { tmpls: [...ours.tmpls, { name: "Card 2", ord: 1, id: 5 }] } }),
    );
    expect(await read(file)).toEqual(ALL);
  });

  it("are ours in one with a single template, and refused in one with two of which none is ours", async () => {
    const same = (templates: Template[]) => templates;
    expect(await read(changed(same, HALF, () => ({ 77: { tmpls: [mine] } })))).toEqual(ALL);
    const two = changed(same, HALF, () => ({ 77: { tmpls: [mine, theirs] } }));
    expect(await read(two)).toEqual({ key: "anki_template", arguments: [] });
  });

  it("are not held against the rest where nobody answered a card of such a note type", async () => {
    expect(
      await read(
        changed(
          (templates) => templates,
          "",
          () => ({ 77: { tmpls: [mine, theirs] } }),
        ),
      ),
    ).toEqual(ALL);
  });
});

describe("a package without learning progress", () => {
  it("says that it holds no reviews, and which box to tick if there were some", async () => {
    const bare = changed((templates) => templates, "DELETE FROM revlog; UPDATE cards SET type = 0, queue = 0");
    expect(await read(bare)).toEqual({ key: "anki_noProgress", arguments: [] });
    expect(en.anki_noProgress.message).toMatch(/holds no reviews .* If you have reviewed any in Anki/);
  });

  // As Anki 26.9 has them; of the German one only the beginning.
  it.each([
    ["en", en, "Import any learning progress", "Include scheduling information"],
    ["de", de, "Lernfortschritt (falls enthalten) ebenfalls importieren", "Einschließlich Zeitplanung"],
    ["es", es, "Importar cualquier progreso de aprendizaje", "Incluir información de programación"],
  ])("finds both boxes called as Anki calls them: %s", (_, messages, onImport, onExport) => {
    expect(messages.exchangeAnkiHelp.message).toContain(onImport);
    for (const key of ["exchangeAnkiHelp", "anki_noProgress", "anki_tooLarge"] as const)
      expect(messages[key].message).toContain(onExport);
  });
});

describe("what is read without SQLite", () => {
  it("is the number under a field of a message, whatever stands around it", () => {
    // Field 1, "ab"; field 6, 300; field 8, 1763856000002; field 255, 3 bytes.
    const id = [0x40, 0x82, 0xc8, 0x8a, 0xf0, 0xaa, 0x33];
    const bytes = Uint8Array.from([0x0a, 2, 97, 98, 0x30, 0xac, 2, ...id, 0xfa, 0x0f, 3, 0x40, 1, 2]);
    expect(numberField(bytes, 8)).toBe(TEMPLATE_ID);
    expect(numberField(bytes, 6)).toBe(300);
    expect(numberField(bytes, 1)).toBeNull();
    for (let length = 0; length < bytes.length; length++) numberField(bytes.subarray(0, length), 8);
    expect(numberField(Uint8Array.of(0x40), 8)).toBeNull();
    expect(numberField(Uint8Array.of(0x43, 1), 8)).toBeNull();
  });

  it("is a table without row ids, with its key first", () => {
    const db = new sql.Database();
    db.run("CREATE TABLE templates (a text, k integer, n integer, b blob, PRIMARY KEY (k, n)) WITHOUT ROWID");
    for (let n = 0; n < 500; n++) db.run("INSERT INTO templates VALUES (?, 7, ?, x'0102')", [`name ${n}`, n]);
    const bytes = db.export();
    db.close();
    const rows = readTable(bytes, "templates") ?? [];
    expect(rows).toHaveLength(500);
    expect(rows.find((row) => row[1] === 321)).toEqual([7, 321, "name 321", Uint8Array.of(1, 2)]);
    expect(readTable(bytes, "nothing")).toBeNull();
  });
});
