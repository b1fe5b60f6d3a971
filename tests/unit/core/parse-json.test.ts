import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonInPieces } from "../../../src/core/parse-json.ts";
import { anyCharacter } from "../../support/samples/any-character.ts";

/** What the pieces come to, and how many there were. */
function parsed(text: string, length?: number): { readonly value: unknown; readonly pieces: number } {
  const work = jsonInPieces(text, length);
  for (let pieces = 1; ; pieces++) {
    const step = work.next();
    if (step.done) return { value: step.value, pieces };
  }
}

const outcome = (parse: () => unknown): unknown => {
  try {
    return { value: parse() };
  } catch (error) {
    return error instanceof SyntaxError ? "no JSON" : error;
  }
};

const texts = fc
  .tuple(fc.json({ stringUnit: anyCharacter }), fc.constantFrom(undefined, 1, "\t"))
  .map(([text, space]) => JSON.stringify(JSON.parse(text), null, space));

test("comes to what a parse of the whole comes to, however long its pieces are", () => {
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 40 }), (text, length) => {
      expect(parsed(text, length).value).toEqual(JSON.parse(text));
    }),
  );
});

test("refuses what a parse of the whole refuses, and takes what it takes", () => {
  const damage = fc.tuple(
    fc.nat(),
    fc.nat({ max: 2 }),
    fc.constantFrom("", '"', "\\", "[", "]", "{", "}", ",", ":", "1", " "),
  );
  fc.assert(
    fc.property(texts, fc.array(damage, { minLength: 1, maxLength: 3 }), (text, damages) => {
      let torn = text;
      for (const [at, gone, put] of damages) {
        const place = at % (torn.length + 1);
        torn = torn.slice(0, place) + put + torn.slice(place + gone);
      }
      expect(outcome(() => parsed(torn, 3).value)).toEqual(outcome(() => JSON.parse(torn)));
    }),
    { numRuns: 2000 },
  );
});

test("refuses commas too many wherever a piece ends, and what a parse of the whole refuses besides", () => {
  const part = fc.constantFrom("1111", '"a"', "[]", "[1,2]", "{}", ",", ",", ",", " ", "     ", "\n");
  const lists = fc.array(part, { maxLength: 6 }).map((parts) => `[${parts.join("")}]`);
  const around = fc.constantFrom<(list: string) => string>(
    (list) => list,
    (list) => `{"cards":${list}}`,
    (list) => `{"cards":${list},"facts":${list}}`,
  );
  fc.assert(
    fc.property(lists, around, fc.integer({ min: 0, max: 6 }), (list, put, length) => {
      const text = put(list);
      expect(outcome(() => parsed(text, length).value)).toEqual(outcome(() => JSON.parse(text)));
    }),
    { numRuns: 2000 },
  );
});

test.each(["[1111,]", "[1111,     ,2]", "[1111,     ]", '{"cards":[1111,]}'])("refuses %s in short pieces", (text) => {
  expect(outcome(() => parsed(text, 3).value)).toEqual("no JSON");
});

test.each([
  "",
  " ",
  "[",
  "[1",
  "[1,",
  "[1,]",
  "[,1]",
  "[1}",
  "{",
  '{"a"',
  '{"a":',
  '{"a":1',
  '{"a":1,}',
  '{"a":[1]]',
  "[1] 2",
  '{"a":1}}',
  '{"a":,"b":1}',
  "{a:1}",
  '["a]',
  '{"a":1],"b":[2}',
])("refuses %s", (text) => {
  expect(outcome(() => parsed(text).value)).toEqual("no JSON");
});

test("a member of any name is one of its own, and of two of one name the last counts", () => {
  const { value } = parsed('{"__proto__":[1],"a":[1],"a":[2]}');
  expect(JSON.stringify(value)).toBe('{"__proto__":[1],"a":[2]}');
});

test("a long list comes in many pieces, wherever it stands", () => {
  const list = JSON.stringify(Array.from({ length: 1000 }, (_, i) => ({ id: `card ${i}`, text: 'a "b" \\' })));
  expect(parsed(list, 1000).pieces).toBeGreaterThan(20);
  expect(parsed(`{"id":"deck","cards":${list},"facts":${list}}`, 1000).pieces).toBeGreaterThan(40);
});
