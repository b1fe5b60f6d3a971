/** Studying without sight: who knows of the page only what its accessibility tree says studies fifty cards and undoes five. */
import { describe, expect, test } from "vitest";
import { isOfKind } from "../../../src/core/log/event.ts";
import { type AccessibleTree, accessibleTree, type Thing } from "../../support/extension/accessible-tree.ts";
import { useBrowsers, useLentBrowsers } from "../../support/extension/browsers.ts";
import { KINDS } from "../../support/extension/driver.ts";
import { chooseSetting } from "../../support/extension/settings.ts";
import { eventsIn, reachCard, reviewsIn } from "../../support/extension/study.ts";

const start = useBrowsers();
const borrow = useLentBrowsers();
const CARDS = 50;
const UNDONE = 5;
/** So many answers, and the last of them is taken back. */
const UNDO_EVERY = 9;

const button = (things: readonly Thing[], name: RegExp): Thing | undefined =>
  things.find((thing) => thing.role === "button" && name.test(thing.name));

/** An option is called by its letter and its words. */
const OPTION = /^[A-D]\s/;

/** The next thing to be pressed, found by role and name alone; what was asked is known by nothing else. */
function next(things: readonly Thing[], answers: number): Thing | undefined {
  // Now and then one is only Good; it comes back after minutes, and nothing waits for it here.
  const grade = button(things, answers % 7 === 6 ? /^Good\b/ : /^Easy\b/);
  const options = things.filter(({ role, name }) => role === "button" && OPTION.test(name));
  return (
    grade ??
    options[answers % Math.max(1, options.length)] ??
    button(things, /^(Show answer|Check)/) ??
    button(things, /^(Begin|Go on|Ask me|I have read it)$/)
  );
}

/** Presses, and reads what came of it; null where the thing was gone by then, and nothing was pressed. */
async function press(tree: AccessibleTree, things: readonly Thing[], wanted: Thing): Promise<readonly Thing[] | null> {
  const before = JSON.stringify(things);
  return (await tree.press(wanted)) ? tree.read((now) => JSON.stringify(now) !== before) : null;
}

/** Presses Undo; where something else changed between reading and pressing, what is there then. */
async function pressUndo(tree: AccessibleTree, things: readonly Thing[]): Promise<readonly Thing[]> {
  const undo = button(things, /^Undo$/);
  if (!undo) throw new Error("after an answer no Undo is read out");
  return (await press(tree, things, undo)) ?? pressUndo(tree, await tree.read());
}

const isGrade = ({ role, name }: Thing): boolean => role === "button" && /^(Good|Easy)\b/.test(name);

describe.each(KINDS)("in %s", (kind) => {
  test("the question in front has the focus under its own words", async () => {
    const driver = await (kind === "firefox" ? start(kind) : borrow(kind));
    const popup = await driver.open("popup");
    await reachCard(popup);
    await popup.bringToFront();
    expect(await popup.evaluate(() => document.activeElement?.matches("h1.question"))).toBe(true);
    const question = await popup.$eval(".question", ({ textContent }) => textContent);
    const things = await (await accessibleTree(driver, popup)).read();
    const said = things.filter(({ role, name }) => name === question && !/text/i.test(role));
    expect(said.map(({ role }) => role)).toEqual(["heading"]);
  });

  test("fifty cards are studied and five answers undone by what the accessibility tree says alone", async () => {
    // A Firefox that was read out once goes on keeping its tree, at a cost to whoever has it next.
    const driver = await (kind === "firefox" ? start(kind) : borrow(kind));
    const first = await driver.open("popup");
    await reachCard(first);
    await chooseSetting(first, "newPerDay", 90);
    const before = await eventsIn(first);
    await first.close();
    const page = await driver.open("popup");
    await page.bringToFront();
    const tree = await accessibleTree(driver, page);

    let things = await tree.read();
    let answers = 0;
    let undone = 0;
    while (answers - undone < CARDS) {
      const wanted = next(things, answers);
      if (!wanted) {
        // A tree may be still for a moment without the page in it: Firefox begins with the empty frame.
        things = await tree.read((now) => next(now, answers) !== undefined);
        continue;
      }
      const after = await press(tree, things, wanted);
      things = after ?? (await tree.read());
      // A press that comes at once after the turn grades nothing: the grades are read out still, and pressed again.
      if (!after || !isGrade(wanted) || things.some(isGrade)) continue;
      answers += 1;
      if (undone === UNDONE || answers % UNDO_EVERY !== 0) continue;
      const [grade] = wanted.name.split(/[^\p{L}]/u);
      const isSaid = (now: readonly Thing[]) =>
        now.some(({ role, within, name }) => `${role} ${within} ${name}`.includes(`“${grade}”`));
      things = await pressUndo(tree, things);
      // What is said may come a moment after the card.
      if (!isSaid(things)) things = await tree.read(isSaid);
      undone += 1;
    }

    const all = (await eventsIn(page)).filter(({ id }) => !before.some((old) => old.id === id));
    expect(all.filter((event) => isOfKind(event, "undo"))).toHaveLength(UNDONE);
    const standing = (await reviewsIn(page)).filter(({ id }) => !before.some((old) => old.id === id));
    expect(all.filter((event) => isOfKind(event, "review"))).toHaveLength(standing.length + UNDONE);
    // A press may have counted although its grades were read out once more: then there is one more.
    expect(standing.length).toBeGreaterThanOrEqual(CARDS);
    expect(new Set(standing.map(({ card }) => card)).size).toBe(standing.length);
    expect(new Set(standing.map(({ rating }) => rating))).toEqual(new Set([3, 4]));
  });
});
