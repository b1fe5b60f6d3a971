/** The table as it is printed: in Markdown, so that it can be published as it is. */
import type { Growth } from "./growth.ts";
import { exponentOf, type Line } from "./measure.ts";
import type { Row } from "./rows.ts";

const COLUMNS = ["ratio", "bar", "spread", "ours", "floor", "unit"] as const;

export function printHead(): void {
  console.log(`| id | what | ${COLUMNS.join(" | ")} | |`);
  console.log(`| --- | --- | ${COLUMNS.map((name) => (name === "unit" ? "---" : "--:")).join(" | ")} | --- |`);
}

export function printLine(line: Line): void {
  const cells = COLUMNS.map((name) => shortened(line[name]));
  const judged = line.bar === null ? "" : line.ratio <= line.bar ? "within" : "above";
  console.log(`| ${line.id} | ${line.what} | ${cells.join(" | ")} | ${judged} |`);
}

const shortened = (value: number | string | null): string =>
  typeof value !== "number"
    ? (value ?? "")
    : value >= 100
      ? Math.round(value).toLocaleString("en")
      : String(Number(value.toPrecision(3)));

/** Rows that are the same but for their size, and how ours grows with it. */
export type RowGrowth = Pick<Growth, "id" | "values" | "exponent">;

/** Of all rows that were measured with more than one number of cards. */
export function growthOfRows(rows: readonly Pick<Row, "id" | "cards">[], lines: readonly Line[]): RowGrowth[] {
  const groups = new Map<string, Record<number, number>>();
  for (const { id, ours } of lines) {
    const cards = rows.find((row) => row.id === id)?.cards;
    if (cards === undefined) continue;
    const group = id.replace(`-${cards}`, "");
    groups.set(group, { ...groups.get(group), [cards]: ours });
  }
  return [...groups]
    .map(([id, values]) => ({
      id,
      values,
      points: Object.entries(values).map(([n, ours]) => [Number(n), ours] as const),
    }))
    .filter(({ points }) => points.length > 1)
    .map(({ id, values, points }) => ({ id, values, exponent: exponentOf(points) }));
}

export function printRowGrowth(grown: readonly RowGrowth[]): void {
  if (grown.length === 0) return;
  console.log("\n| rows | exponent of ours | ours by number of cards |");
  console.log("| --- | --: | --- |");
  for (const { id, values, exponent } of grown) {
    const each = Object.entries(values).map(
      ([cards, ours]) => `${Number(cards).toLocaleString("en")}: ${shortened(ours)}`,
    );
    console.log(`| ${id} | ${exponent.toFixed(2)} | ${each.join("; ")} |`);
  }
}
