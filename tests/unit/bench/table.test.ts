import { expect, it } from "vitest";
import { lineOf } from "../../bench/measure.ts";
import { growthOfRows } from "../../bench/table.ts";

const SIZES = [110, 1000, 10_000];

it("puts together the rows that are the same but for their size, and leaves the others out", () => {
  const rows = [
    ...SIZES.flatMap((cards) => ["grown-options", "export-json"].map((group) => ({ id: `${group}-${cards}`, cards }))),
    { id: "heap-110", cards: 110 },
    { id: "weight-popup-22-kib" },
  ];
  const lines = rows.map(({ id }) => {
    const size = Number(/^export-json-(\d+)$/.exec(id)?.[1] ?? 5);
    return lineOf({ id, what: id, bar: 1, unit: "ms", ours: [size], floor: [1] });
  });
  const grown = growthOfRows(rows, lines);
  expect(grown.map(({ id }) => id)).toEqual(["grown-options", "export-json"]);
  expect(grown[0]?.exponent).toBeCloseTo(0);
  expect(grown[1]?.exponent).toBeCloseTo(1);
  expect(grown[1]?.values).toEqual({ 110: 110, 1000: 1000, 10000: 10_000 });
});
