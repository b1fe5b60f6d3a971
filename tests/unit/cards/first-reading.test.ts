import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { BONE_FOLDER, bone } from "./support.ts";

const table = await readFile(join(BONE_FOLDER, "first-reading.md"), "utf8");
const rows = table
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| Card") && !line.startsWith("| -"))
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .map(([, was = "", outcome = "", now = ""]) => ({ was, outcome, now: now.match(/[^` ]+/g) ?? [] }));

describe("the table of what became of the first reading", () => {
  it("has an outcome for each of the 19 bad and 41 weak cards", () => {
    expect(rows).toHaveLength(60);
    expect(new Set(rows.map(({ was }) => was)).size).toBe(60);
    for (const { was, outcome, now } of rows) {
      expect([was, outcome]).toEqual([was, expect.stringMatching(/^(Taken|Bettered|Refused)\b/)]);
      expect([was, now.length > 0]).toEqual([was, true]);
    }
  });

  it("names cards that exist, and facts that are left out", () => {
    const cards = new Set(bone.facts.flatMap(({ id, cards }) => Object.keys(cards).map((key) => `${id}/${key}`)));
    const leftOut = new Set(bone.facts.filter((fact) => fact.leftOut !== undefined).map(({ id }) => id));
    const missing = rows.flatMap(({ now }) => now.filter((id) => !(id.includes("/") ? cards : leftOut).has(id)));
    expect(missing).toEqual([]);
  });
});
