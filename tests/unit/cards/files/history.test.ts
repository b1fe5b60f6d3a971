import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { followRenames, renameCircles } from "../../../../cards/files/history.ts";

const id = fc.constantFrom("a", "b", "c", "d", "e", "constructor");
const renames = fc.dictionary(id, id).map((renamed) => ({ renamed }));

describe("a chain of renames", () => {
  it("ends where nothing is renamed further, or names the circle it runs in", () => {
    fc.assert(
      fc.property(renames, id, (history, start) => {
        const { trail, end } = followRenames(history, start);
        expect(trail[0]).toBe(start);
        trail.slice(1).forEach((to, place) => {
          expect(history.renamed[trail[place] ?? ""]).toBe(to);
        });
        if (end === null) expect(trail.indexOf(trail.at(-1) ?? "")).toBeLessThan(trail.length - 1);
        else expect([end, Object.hasOwn(history.renamed, end)]).toEqual([trail.at(-1), false]);
      }),
    );
  });

  it("is a problem exactly when some id never comes to an end", () => {
    fc.assert(
      fc.property(renames, (history) => {
        const endless = Object.keys(history.renamed).some((from) => followRenames(history, from).end === null);
        expect(renameCircles(history).length > 0).toBe(endless);
      }),
    );
  });

  it("tells each circle once, whoever leads into it", () => {
    const problems = renameCircles({ renamed: { a: "b", b: "c", c: "b", d: "c", e: "e" } });
    expect(problems).toEqual([
      'history.yaml: renamed "a": the names run in a circle: a to b to c to b',
      'history.yaml: renamed "e": the names run in a circle: e to e',
    ]);
  });
});
