import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Arrow, Drawing, Label } from "../../../../../src/core/deck/drawing.ts";
import { FILE_STYLE } from "../../../../../src/core/deck/picture/file-style.ts";
import { type Asked, pictureOf, wordsOf } from "../../../../../src/core/deck/picture/picture.ts";
import { svgFile } from "../../../../../src/core/deck/picture/svg-file.ts";
import type { SvgNode } from "../../../../../src/core/deck/picture/svg-node.ts";
import { anyCharacter } from "../../../../support/samples/any-character.ts";

const WORDS = { raises: "raises", lowers: "lowers", regulates: "regulates" };

const arrow = (id: string, sign: Arrow["sign"]): Arrow => ({
  kind: "arrow",
  id,
  sign,
  points: [
    { x: 10, y: 10 },
    { x: 90, y: 40 },
  ],
  smooth: false,
  dashed: false,
  weight: "normal",
});

const label = (id: string, text: string): Label => ({
  kind: "label",
  id,
  text,
  at: { x: 50, y: 50 },
  align: "middle",
  size: "normal",
});

const drawing = (...parts: Drawing["parts"]): Drawing => ({
  id: "small",
  title: "A small one",
  width: 100,
  height: 80,
  parts,
  words: parts.map(({ id }) => ({ text: `It shows ${id}.`, tells: [id] })),
});

const asking = (part: string, what: Asked["what"], revealed: boolean): Asked => ({ part, what, revealed });

const textsIn = (nodes: readonly SvgNode[]): string[] =>
  nodes.flatMap(({ children }) =>
    children.flatMap((child) => (typeof child === "string" ? [child] : textsIn([child]))),
  );

const classesIn = (nodes: readonly SvgNode[]): string[] =>
  nodes.flatMap(({ attributes, children }) => [
    ...String(attributes.class ?? "").split(" "),
    ...classesIn(children.filter((child) => typeof child !== "string")),
  ]);

describe("a covered label", () => {
  it("is nowhere in the picture before the answer, and in its place after it", () => {
    const both = drawing(label("one", "FGF23"), label("two", "PTH"));
    expect(textsIn(pictureOf(both, asking("one", "label", false), WORDS).nodes)).toEqual(["?", "PTH"]);
    const { nodes } = pictureOf(both, asking("one", "label", true), WORDS);
    expect(textsIn(nodes)).toEqual(["FGF23", "PTH"]);
    expect(classesIn(nodes)).toContain("halo");
  });

  it("takes the same room whatever stands under it", () => {
    const covered = (text: string) => pictureOf(drawing(label("one", text)), asking("one", "label", false), WORDS);
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(covered(a)).toEqual(covered(b));
      }),
    );
  });
});

describe("a covered sign", () => {
  const signs = ["raises", "lowers", "regulates"] as const;

  it("gives the same picture for every sign, alone and beside others", () => {
    for (const others of [[], [arrow("other", "lowers")], [arrow("other", "regulates")]]) {
      const [first, ...rest] = signs.map((sign) =>
        pictureOf(drawing(arrow("one", sign), ...others), asking("one", "sign", false), WORDS),
      );
      for (const picture of rest) expect(picture).toEqual(first);
    }
  });

  it.each([
    ["raises", "arrow-point"],
    ["lowers", "arrow-bar"],
    ["regulates", "arrow-dot"],
  ] as const)("that %s is a shape of its own, marked once it is shown", (sign, shape) => {
    const { nodes } = pictureOf(drawing(arrow("one", sign)), asking("one", "sign", true), WORDS);
    const marked = nodes.filter(({ attributes }) => attributes.class === "is-answer");
    expect(classesIn(marked)).toContain(shape);
  });
});

describe("the picture in words", () => {
  const both = drawing(label("one", "FGF23"), label("two", "PTH"));

  it("is silent on what is covered until the answer", () => {
    expect(wordsOf(both, asking("one", "label", false))).toBe("It shows two.");
    expect(wordsOf(both, asking("one", "label", true))).toBe("It shows one. It shows two.");
    expect(wordsOf(both, null)).toBe("It shows one. It shows two.");
  });
});

describe("the key", () => {
  it("explains both directions as soon as there is one, and is left out where there is none", () => {
    expect(textsIn(pictureOf(drawing(arrow("one", "lowers")), null, WORDS).nodes)).toEqual(["raises", "lowers"]);
    expect(textsIn(pictureOf(drawing(arrow("one", "none")), null, WORDS).nodes)).toEqual([]);
  });
});

describe("the file", () => {
  it("holds no markup but its own, whatever the texts are", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), fc.string({ unit: anyCharacter }), (text, words) => {
        const file = svgFile(pictureOf(drawing(label("one", text || "-")), null, WORDS), words);
        const [head = "", ...rest] = file.split("<").slice(1);
        expect(head.startsWith("svg ")).toBe(true);
        expect(rest.map((piece) => /^\/?\w+/.exec(piece)?.[0])).toEqual([
          ...["style", "/style", "rect", "text", "/text", "/svg"],
        ]);
        expect(file.replace(/&#\d+;/g, "")).not.toContain("&");
        expect(
          [...file].every((letter) => /[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(letter)),
        ).toBe(true);
      }),
    );
  });

  it("has the light colours of the style sheets", () => {
    const sheet = (name: string): string =>
      readFileSync(new URL(`../../../../../src/ui/styles/${name}.css`, import.meta.url), "utf8");
    const light = [...`${sheet("tokens")}${sheet("picture")}`.matchAll(/:root \{([^}]*)\}/g)].map(([, body]) => body);
    const colours = Object.fromEntries(
      [...light.join("").matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
    );
    const tones = ["faint", "bone", "cell", "blood", "signal", "mineral", "organ"];
    for (const tone of tones) expect(FILE_STYLE).toContain(`.fill-${tone}{fill:${colours[`fill-${tone}`]}}`);
    for (const tone of tones.slice(1)) expect(FILE_STYLE).toContain(`.line-${tone}{stroke:${colours[`line-${tone}`]}}`);
    expect(FILE_STYLE).toContain(`.line-faint{stroke:${colours.edge}}`);
    expect(FILE_STYLE).toContain(`.halo{fill:${colours["accent-wash"]};stroke:${colours.accent}`);
    expect(FILE_STYLE).toContain(`.ground{fill:${colours.paper}}`);
  });
});
