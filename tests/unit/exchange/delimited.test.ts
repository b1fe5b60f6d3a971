import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cell, delimited, type Separator } from "../../../src/exchange/delimited.ts";

/** A reader of RFC 4180, written apart from the writer. */
function parse(text: string, separator: Separator): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? "";
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === separator) {
      row.push(cell);
      cell = "";
    } else if (character === "\r" && text[i + 1] === "\n") {
      rows.push([...row, cell]);
      row = [];
      cell = "";
      i += 1;
    } else cell += character;
  }
  expect(quoted).toBe(false);
  return rows;
}

const hostile = fc.string({
  unit: fc.constantFrom('"', ",", "\t", "\r", "\n", "=", "+", "-", "@", "'", "a", "é", " ", "1"),
});
const cell: fc.Arbitrary<Cell> = fc.oneof(hostile, fc.string(), fc.double(), fc.integer(), fc.constant(null));

describe("tables", () => {
  it.each([",", "\t"] as const)(
    "are read back as they were, with %j between cells, and hold no formula",
    (separator) => {
      fc.assert(
        fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 5 }), (rows) => {
          const back = parse(delimited(rows, separator), separator);
          expect(back).toHaveLength(rows.length);
          for (const [i, row] of rows.entries()) {
            expect(back[i]).toHaveLength(row.length);
            for (const [j, written] of row.entries()) {
              const read = back[i]?.[j] ?? "";
              if (typeof written === "string") {
                expect(read.replace(/^'(?=[=+\-@\t\r\n])/, "")).toBe(written.replace(/^'(?=[=+\-@\t\r\n])/, ""));
                expect(read).not.toMatch(/^[=+\-@\t\r\n]/);
              } else expect(read).toBe(typeof written === "number" && Number.isFinite(written) ? String(written) : "");
            }
          }
        }),
      );
    },
  );

  it("defuse formulas in text and leave numbers alone", () => {
    expect(delimited([["=1+1", "＝1", "@x", "-5", -5, "a=1"]], ",")).toBe("'=1+1,'＝1,'@x,'-5,-5,a=1\r\n");
  });
});
