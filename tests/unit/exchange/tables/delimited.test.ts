import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cell, delimited, type Separator } from "../../../../src/exchange/tables/delimited.ts";
import { holds } from "../../../support/samples/holds.ts";

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
  unit: fc.constantFrom(...`",;|\t\r\n=+-@'aé 1\u200B\u0000\u0007\u001B\u0085\u009D`),
});
const cell: fc.Arbitrary<Cell> = fc.oneof(hostile, fc.string(), fc.double(), fc.integer(), fc.constant(null));

describe("tables", () => {
  it.each([",", "\t"] as const)(
    "are read back as they were, with %j between cells, and hold no formula",
    (separator) => {
      holds(
        fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 5 }), (rows) => {
          const back = parse(delimited(rows, separator), separator);
          expect(back).toHaveLength(rows.length);
          for (const [i, row] of rows.entries()) {
            expect(back[i]).toHaveLength(row.length);
            for (const [j, written] of row.entries()) {
              const read = back[i]?.[j] ?? "";
              if (typeof written === "string") {
                // Apostrophes are put in and nothing else is changed.
                expect(read.replaceAll("'", "")).toBe(written.replaceAll("'", ""));
                expect(read).not.toMatch(/^[\t\r\n]|^[\s\u200B\p{Cc}]*[=+\-@]/u);
                const parted = separator === "," ? /[;\t|][\s\u200B\p{Cc}]*[=+\-@]/u : /[;,|][\s\u200B\p{Cc}]*[=+\-@]/u;
                expect(read).not.toMatch(parted);
              } else expect(read).toBe(typeof written === "number" && Number.isFinite(written) ? String(written) : "");
            }
          }
        }),
      );
    },
  );

  it.each([
    ["a;=1+1", ",", `"a;'=1+1"`],
    ["a;=1+1", "\t", `"a;'=1+1"`],
    ["a,=1+1", ",", `"a,=1+1"`],
    ["a, -5", "\t", `"a, '-5"`],
    ["a;b", ",", `"a;b"`],
    ["\u200B=1+1", ",", "'\u200B=1+1"],
    ["\u202E\u2066 @x", ",", "'\u202E\u2066 @x"],
    ["  =1", ",", "'  =1"],
    ["a\t\u200B+1", ",", `"a\t\u200B'+1"`],
    ["a;1-1 | b", ",", `"a;1-1 | b"`],
    ["|=cmd", ",", `"|'=cmd"`],
    ["a| -1", "\t", `"a| '-1"`],
    ["\u0000=1", ",", "'\u0000=1"],
    ["\u001B\u009D+1", "\t", "'\u001B\u009D+1"],
    ["a;\u0007@x", ",", `"a;\u0007'@x"`],
    ["-5", ",", "'-5"],
    ["a\n=1", ",", `"a\n'=1"`],
    [`a;"=1"`, ",", `"a;""'=1"""`],
    ["a = b; c - d", ",", `"a = b; c - d"`],
  ] as const)("quote and defuse what another program would part: %j between %j", (text, separator, expected) => {
    expect(delimited([[text]], separator)).toBe(`${expected}\r\n`);
  });

  it("leave no formula at the beginning of a cell to a program that parts at semicolons and knows no quotes within", () => {
    holds(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (row) => {
        const parts = delimited([row], ",")
          .split(/[;|\r\n]/)
          .slice(1);
        for (const part of parts) expect(part).not.toMatch(/^["\s\u200B\p{Cc}]*[=+\-@]/u);
      }),
    );
  });

  it("take a long run of separators in its length", () => {
    // In the square of its length this would take minutes, and the test its limit.
    const long = "\t".repeat(1_000_000);
    expect(delimited([[`a${long}b${long}=1`]], ",")).toBe(`"a${long}b${long}'=1"\r\n`);
  });

  it("defuse formulas in text and leave numbers alone", () => {
    expect(delimited([["=1+1", "＝1", "@x", "-5", -5, "a=1"]], ",")).toBe("'=1+1,'＝1,'@x,'-5,-5,a=1\r\n");
  });
});
