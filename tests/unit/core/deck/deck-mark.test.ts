import fc from "fast-check";
import { expect, test } from "vitest";
import { deckMark, pressDeck, type SwitchedChapter } from "../../../../src/core/deck/deck-mark.ts";

const chapter = (id: string, on: boolean, startsOff = false): SwitchedChapter => ({ id, on, startsOff });

test("a deck's box follows its chapters", () => {
  expect(deckMark(true, [chapter("a", true), chapter("b", true)])).toBe("all");
  expect(deckMark(true, [chapter("a", true), chapter("b", false)])).toBe("some");
  expect(deckMark(true, [chapter("a", false), chapter("b", false)])).toBe("none");
  expect(deckMark(false, [chapter("a", true)])).toBe("none");
  expect(deckMark(true, [])).toBe("all");
});

test("a deck is whole without the chapters that are offered later, and no press switches them on", () => {
  const later = chapter("c", false, true);
  expect(deckMark(true, [chapter("a", true), later])).toBe("all");
  expect(pressDeck(true, [chapter("a", true), later])).toEqual([{ chapter: null, on: false }]);
  expect(pressDeck(true, [chapter("a", true), chapter("b", false), later])).toEqual([{ chapter: "b", on: true }]);
  // Where nothing else is on, it counts: the deck asks something.
  expect(deckMark(true, [chapter("a", false), chapter("c", true, true)])).toBe("some");
});

test("a deck whose chapters were switched off one by one comes back with those that it begins with", () => {
  expect(pressDeck(true, [chapter("a", false), chapter("b", false, true)])).toEqual([{ chapter: "a", on: true }]);
});

test("a deck that was switched off comes back as it was", () => {
  expect(pressDeck(false, [chapter("a", false), chapter("b", true)])).toEqual([{ chapter: null, on: true }]);
});

test("a press is never without effect, and three bring any deck round", () => {
  const chapters = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { maxLength: 6 });
  fc.assert(
    fc.property(fc.boolean(), chapters, (deckOn, all) => {
      let on = deckOn;
      let now = all.map(([chapterOn, startsOff], i) => chapter(String(i), chapterOn, startsOff));
      const seen = new Set<string>();
      for (let press = 0; press < 4; press++) {
        const before = deckMark(on, now);
        const changes = pressDeck(on, now);
        for (const change of changes) {
          if (change.chapter === null) on = change.on;
          else now = now.map((one) => (one.id === change.chapter ? { ...one, on: change.on } : one));
        }
        expect(deckMark(on, now)).not.toBe(before);
        seen.add(deckMark(on, now));
      }
      expect(seen).toContain("none");
      expect(seen.size).toBeGreaterThan(1);
    }),
  );
});
