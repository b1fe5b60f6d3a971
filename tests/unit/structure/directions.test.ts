/** The layout turns round where the language is written from right to left, so styles name no side of the screen. */
import { describe, expect, test } from "vitest";
import { filesIn } from "./sources.ts";

/** Where a side is meant as such: the file's name, the declaration, and why. */
const ALLOWED: readonly (readonly [file: string, declaration: string, why: string])[] = [
  [
    "progress.css",
    "translate: -0.25em 0",
    "moves a sign that points sideways; beside it stands the same for [dir=rtl]",
  ],
  ["progress.css", "translate: 0.25em 0", "the same for [dir=rtl]"],
];

const SIDED: readonly RegExp[] = [
  /^(?:left|right)$/,
  /^(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right)(?:-|$)/,
  /^border-(?:top|bottom)-(?:left|right)-radius$/,
];
const SIDED_VALUES: Readonly<Record<string, RegExp>> = {
  "text-align": /^(?:left|right)$/,
  float: /^(?:left|right)$/,
  clear: /^(?:left|right)$/,
  translate: /^(?!0(?:\s|$))/,
  transform: /translate(?:X|3d)?\((?!0[,)])|scaleX|rotate/,
  "background-position": /left|right/,
};
/** Four values name the sides in turn: where the second and the fourth differ, left differs from right. */
const SHORTHANDS = /^(?:margin|padding|inset|border-width|border-color|border-style|scroll-margin|scroll-padding)$/;

/** The declarations of a style sheet, as "property: value". */
function declarationsOf(css: string): string[] {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, "");
  return [...plain.matchAll(/(?<=[{;]\s*)([a-z-]+)\s*:\s*([^;{}]+)(?=[;}])/g)].map(
    ([, property = "", value = ""]) => `${property}: ${value.trim().replace(/\s+/g, " ")}`,
  );
}

/** The values of a shorthand; a function such as calc() is one. */
function valuesOf(value: string): string[] {
  const found: string[] = [];
  let depth = 0;
  for (const word of value.split(" ")) {
    if (depth > 0) found.push(`${found.pop()} ${word}`);
    else found.push(word);
    depth += word.split("(").length - word.split(")").length;
  }
  return found;
}

function namesSide(declaration: string): boolean {
  const [property = "", value = ""] = declaration.split(/: (.*)/s);
  if (SIDED.some((sided) => sided.test(property)) || SIDED_VALUES[property]?.test(value)) return true;
  if (property === "border-radius") return new Set(valuesOf(value)).size > 1;
  const [, right, , left] = valuesOf(value);
  return SHORTHANDS.test(property) && left !== undefined && left !== right;
}

describe("directions of writing", () => {
  const sheets = filesIn("src", /\.css$/);

  test("are kept open by every style", () => {
    expect(sheets.length).toBeGreaterThan(10);
    const found = sheets.flatMap(({ path, text }) =>
      declarationsOf(text)
        .filter(namesSide)
        .filter((one) => !ALLOWED.some(([file, declaration]) => path.endsWith(`/${file}`) && one === declaration))
        .map((one) => `${path}: ${one}`),
    );
    expect(found).toEqual([]);
  });

  test("are kept open by styles that components set", () => {
    const sided =
      /\b(?:(?:margin|padding|border|inset)(?:Left|Right)|(?:left|right):\s*["'`])|textAlign:\s*"(?:left|right)"/;
    const found = filesIn("src", /\.tsx$/).flatMap(({ path, text }) =>
      [...text.matchAll(/style=\{\{([^}]*)\}\}/g)].flatMap(([, inside = ""]) => (sided.test(inside) ? [path] : [])),
    );
    expect(found).toEqual([]);
  });

  test("every exception is still needed", () => {
    const gone = ALLOWED.filter(
      ([file, wanted]) =>
        !sheets.some(({ path, text }) => path.endsWith(`/${file}`) && declarationsOf(text).includes(wanted)),
    );
    expect(gone).toEqual([]);
  });

  test.each([
    "margin-left: 1rem",
    "left: 0",
    "text-align: right",
    "float: left",
    "inset: 0 1rem auto 0",
    "padding: 0 calc(1rem + 2px) 0 1rem",
    "margin: 0 0 0 auto",
    "translate: -1em 0",
    "transform: translateX(3px)",
    "border-radius: 1px 2px",
  ])("%s is seen", (declaration) => {
    expect(declarationsOf(`a { color: red; ${declaration}; }`).filter(namesSide)).toEqual([declaration]);
  });

  test.each([
    "margin: 0 auto",
    "inset: 0 0 auto",
    "padding: 1rem var(--side) 2rem",
    "padding: 1px calc(1rem + 2px) 3px calc(1rem + 2px)",
    "translate: 0 1px",
    "transform: translateY(3px)",
    "text-align: start",
  ])("%s names no side", (declaration) => {
    expect(declarationsOf(`a{${declaration}}`).filter(namesSide)).toEqual([]);
  });
});
