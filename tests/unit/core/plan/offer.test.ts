import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  chapterToOffer,
  isReady,
  type KnownShare,
  type Offerable,
  waitingChapters,
} from "../../../../src/core/plan/offer.ts";

const basics: Offerable = { id: "basics", startsOff: false, offeredWhen: null, on: true, decided: false };
const optional = (id: string, more: Partial<Offerable> = {}): Offerable => ({
  id,
  startsOff: true,
  offeredWhen: { chapters: ["basics", "organs"], known: 0.5 },
  on: false,
  decided: false,
  ...more,
});
const progress = (counts: Record<string, [known: number, cards: number]>): ReadonlyMap<string, KnownShare> =>
  new Map(Object.entries(counts).map(([id, [known, cards]]) => [id, { known, cards }]));
const half = progress({ basics: [5, 6], organs: [0, 4], more: [0, 3], last: [0, 3] });

describe("a chapter is offered", () => {
  test("once half of what it builds on is known, its chapters taken together", () => {
    expect(isReady(optional("more"), half)).toBe(true);
    expect(isReady(optional("more"), progress({ basics: [4, 6], organs: [0, 4] }))).toBe(false);
  });

  test("never where it does not say when, or builds on nothing that is there", () => {
    expect(isReady(optional("more", { offeredWhen: null }), half)).toBe(false);
    expect(isReady(optional("more"), progress({ other: [3, 3] }))).toBe(false);
  });

  test("in teaching order, one at a time", () => {
    const chapters = [basics, optional("more"), optional("last")];
    expect(chapterToOffer(chapters, half)?.id).toBe("more");
    const taken = [basics, optional("more", { on: true, decided: true }), optional("last")];
    expect(chapterToOffer(taken, half)).toBeNull();
    const settled = new Map([...half, ["more", { cards: 3, known: 2 }]]);
    expect(chapterToOffer(taken, settled)?.id).toBe("last");
  });

  test("not again once the learner has said something of it", () => {
    const chapters = [basics, optional("more", { decided: true }), optional("last")];
    expect(waitingChapters(chapters, half).map(({ id }) => id)).toEqual(["last"]);
  });

  test("only if it is off, optional, undecided and ready, whatever the counts", () => {
    const count = fc.record({ known: fc.nat(9), more: fc.nat(9) }).map(({ known, more }) => [known, known + more]);
    fc.assert(
      fc.property(
        fc.record({ startsOff: fc.boolean(), on: fc.boolean(), decided: fc.boolean() }),
        count,
        count,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (flags, basicsCount, organsCount, known) => {
          const counts = progress({
            basics: basicsCount as [number, number],
            organs: organsCount as [number, number],
          });
          const chapter = optional("more", { ...flags, offeredWhen: { chapters: ["basics", "organs"], known } });
          const [all = 0, right = 0] = [1, 0].map((at) => (basicsCount[at] ?? 0) + (organsCount[at] ?? 0));
          const wanted = flags.startsOff && !flags.on && !flags.decided && all > 0 && right >= known * all;
          expect(waitingChapters([chapter], counts)).toEqual(wanted ? [chapter] : []);
        },
      ),
    );
  });
});
