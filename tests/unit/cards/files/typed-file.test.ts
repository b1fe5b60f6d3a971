import { describe, expect, it } from "vitest";
import { checkNames } from "../../../../cards/files/names.ts";
import { NONE_TYPED, type TypedFile } from "../../../../cards/files/typed-file.ts";
import { generate } from "../../../../cards/generate.ts";
import { tides } from "../support.ts";

const listed = { entities: [], references: [], drawings: [] };
const problems = (typed: Partial<TypedFile>) =>
  checkNames({ ...tides, typed: { ...NONE_TYPED, ...typed } }, listed).map(({ message }) => message);

describe("what is listed to be typed", () => {
  it("names things and cards that there are", () => {
    expect(problems({})).toEqual([]);
    expect(problems({ also: { nowhere: ["x"] }, not: { nobody: ["y"] }, cards: { "none/forward": ["z"] } })).toEqual([
      'no entity "nowhere"',
      'no entity "nobody"',
      'no card "none/forward"',
    ]);
  });

  it("comes beside the names of the thing, without what is no spelling of it", () => {
    const card = generate(tides).deck.cards.find(({ typed }) => typed !== undefined);
    const draft = generate(tides).drafts.find(({ id }) => id === card?.id);
    const thing = draft?.asked.id ?? "";
    const [name = ""] = card?.typed ?? [];
    const typed = { also: { [thing]: ["another word"] }, not: { [thing]: [name] }, cards: {} };
    const changed = generate({ ...tides, typed }).deck.cards.find(({ id }) => id === card?.id);
    expect(changed?.typed).toContain("another word");
    expect(changed?.typed).not.toContain(name);
    expect(changed?.unlike).toContain(name);
  });
});
