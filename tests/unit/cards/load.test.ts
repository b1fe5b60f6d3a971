import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildDeck } from "../../../cards/index.ts";
import { TIDES_FOLDER } from "./support.ts";

let own = "";
let folder = "";
beforeEach(async () => {
  own = await mkdtemp(join(tmpdir(), "osteon-deck-"));
  folder = join(own, "tides");
  await cp(TIDES_FOLDER, folder, { recursive: true });
});
afterEach(() => rm(own, { recursive: true }));

/** Replaces text in a file of the copied deck; fails when the text is not there. */
async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(folder, file), "utf8");
  expect(text).toContain(from);
  await writeFile(join(folder, file), text.replace(from, to));
}

describe("a mistake in the files is told with file and fact", () => {
  it.each([
    [
      "facts/making.yaml",
      "importance: useful",
      "importance: great",
      /facts\/making.yaml: fact "tides-use-gravity": importance/,
    ],
    ["facts/making.yaml", "    heading: making\n", "", /facts\/making.yaml: fact "moon-makes-tides": heading/],
    [
      "facts/making.yaml",
      "    needs: [moon-makes-tides]",
      "    need: [moon-makes-tides]",
      /fact "tides-slow-rotation": need/,
    ],
    [
      "facts/making.yaml",
      "[tides, uses, gravity]",
      "[tides, uses, magic]",
      /fact "tides-use-gravity": triple: no entity "magic"/,
    ],
    [
      "facts/making.yaml",
      "[tides, uses, gravity]",
      "[tides, likes, gravity]",
      /fact "tides-use-gravity": triple.1: "likes" is no relation/,
    ],
    [
      "facts/making.yaml",
      "      cloze:\n",
      "      riddle:\n",
      /fact "tides-use-gravity": cards.riddle: "riddle" does not begin with a card type/,
    ],
    ["facts/making.yaml", "- id: tides-use-gravity", "- id: moon-makes-tides", /fact "moon-makes-tides": stands twice/],
    [
      "facts/calendar.yaml",
      "hedge: often",
      "hedge: perhaps",
      /fact "spring-tide-range": hedge: the statement does not hold/,
    ],
    [
      "facts/calendar.yaml",
      "note: seas-differ",
      "note: seas-agree",
      /fact "time-between-tides": note: no note "seas-agree"/,
    ],
    [
      "facts/calendar.yaml",
      "    revision: 2\n",
      "    revision: 3\n",
      /fact "time-between-tides": revision 3 has no correction/,
    ],
    [
      "facts/calendar.yaml",
      "    revision: 2\n",
      "",
      /fact "time-between-tides": corrections: revision 2 is not reached/,
    ],
    [
      "facts/calendar.yaml",
      "with: neap-tide-time",
      "with: neap-time",
      /fact "spring-tide-time": cards.contrast.with: no fact "neap-time"/,
    ],
    ["facts/calendar.yaml", "kind: kind of tide", "kinds: round", /fact "neap-tide-time": cards.reverse.kinds/],
    ["entities.yaml", "id: mars,", "id: Mars,", /entities.yaml: entry "Mars": id: must be an id/],
    ["entities.yaml", "id: mars,", "id: venus,", /entities.yaml: entry "venus": stands twice/],
    [
      "notes.yaml",
      "confidence: well established",
      "confidence: 950",
      /notes.yaml: seas-differ.confidence|notes.yaml.*confidence/,
    ],
    ["references.yaml", "https://harbor.example/tides", "a book", /references.yaml.*must be an address/],
    [
      "facts/making.yaml",
      "    importance: useful",
      "    importance: useful\n    context: Atlantic",
      /context: must begin as it would in a sentence/,
    ],
    ["notes.yaml", "[harbor-2020]", "[harbor-1920]", /notes.yaml: "seas-differ": references: no "harbor-1920"/],
    [
      "deck.yaml",
      "title: The calendar of the sea }",
      "title: The calendar of the sea, offeredWhen: { chapters: [moon], known: 0.5 } }",
      /chapter "calendar": offeredWhen: no chapter "moon"/,
    ],
    [
      "disputes.yaml",
      "facts: [time-between-tides]",
      "facts: [time-after-tides]",
      /disputes.yaml: .*no fact "time-after-tides"/,
    ],
    ["world.yaml", "[sun, produces, tides]", "[son, produces, tides]", /world.yaml: .*no entity "son"/],
    [
      "facts/calendar.yaml",
      "min: 12.2, max: 12.7",
      "min: 12.7, max: 12.2",
      /fact "time-between-tides": cards.number.accepts: min must not be above max/,
    ],
    [
      "history.yaml",
      "moon-and-sea/forward: moon-pulls/forward",
      "moon-and-sea/forward: moon-and-sea/forward",
      /history.yaml: renamed "moon-and-sea\/forward": .*circle: moon-and-sea\/forward to moon-and-sea\/forward/,
    ],
    [
      "history.yaml",
      "moon-pulls/forward: moon-makes-tides/reverse",
      "moon-pulls/forward: moon-and-sea/forward",
      /history.yaml: renamed "moon-pulls\/forward": .*circle: moon-pulls\/forward to moon-and-sea\/forward to moon-pulls/,
    ],
    [
      "history.yaml",
      "moon-pulls/forward: moon-makes-tides/reverse",
      "moon-pulls/forward: moon-makes-tides/reverse\n  moon-makes-tides/reverse: moon-pulls/forward",
      /history.yaml: renamed "moon-pulls\/forward": .*circle: moon-pulls\/forward to moon-makes-tides\/reverse to/,
    ],
    ["deck.yaml", "{ id: calendar,", "{ id: almanac,", /facts\/almanac.yaml: the file is missing/],
    ["deck.yaml", "2026-11-23", "yesterday", /deck.yaml: checkedOn: must be a date/],
    ["deck.yaml", "title: Tides", "title: [Tides", /deck.yaml: cannot be read/],
  ])("%s: %j as %j", async (file, from, to, says) => {
    await edit(file, from, to);
    await expect(buildDeck(folder)).rejects.toThrow(says);
  });

  it("lists all problems at once, and the stray file", async () => {
    await edit("facts/making.yaml", "importance: useful", "importance: great");
    await writeFile(join(folder, "facts/moonshine.yaml"), "about: moon\nfacts: []\n");
    await expect(buildDeck(folder)).rejects.toThrow(
      /2 problems[\s\S]*making.yaml[\s\S]*moonshine.yaml: deck.yaml lists no such chapter/,
    );
  });

  it("refuses a deck that breaks a rule, with card and rule", async () => {
    await edit(
      "facts/making.yaml",
      "front: Which motion do the tides slow, little by little?",
      "front: Which motion do the tides affect?",
    );
    await expect(buildDeck(folder)).rejects.toThrow(/Q10 tides-slow-rotation\/forward: "affect…" hides/);
  });

  it("refuses a circle of needs", async () => {
    await edit(
      "facts/making.yaml",
      "    importance: core\n",
      "    importance: core\n    needs: [tides-slow-rotation]\n",
    );
    await expect(buildDeck(folder)).rejects.toThrow(
      /circle: moon-makes-tides needs tides-slow-rotation needs moon-makes-tides/,
    );
  });

  it("refuses a card with neither reason nor background, and one with both", async () => {
    await edit("facts/making.yaml", "        background: Water dragged", "        answer2: Water dragged");
    await expect(buildDeck(folder)).rejects.toThrow(/fact "tides-slow-rotation"/);
    await edit(
      "facts/making.yaml",
      "        answer2: Water dragged",
      "        reason: So it is.\n        background: Water dragged",
    );
    await expect(buildDeck(folder)).rejects.toThrow(/has both a reason and background/);
  });
});
