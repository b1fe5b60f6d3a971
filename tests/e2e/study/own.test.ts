/** What a learner makes of a card: the wording of one's own, a star, and what is told of a card that is forgotten often. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import type { CardContent, Deck } from "../../../src/core/deck/deck.ts";
import { plainText } from "../../../src/core/deck/plain-text.ts";
import type { Envelope } from "../../../src/core/log/envelope.ts";
import { applyEvent } from "../../../src/core/log/fold.ts";
import { makeReview } from "../../../src/core/log/make-event.ts";
import { nowAt } from "../../../src/core/time/now.ts";
import { DAY_MS } from "../../../src/core/time/study-day.ts";
import type { StateRow } from "../../../src/store/database/schema.ts";
import { withState } from "../../../src/store/states/state-row.ts";
import { DEVICE, random, scheduler } from "../../support/database/db-steps.ts";
import { violationsInBothThemes, violationsOn } from "../../support/extension/axe.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { copyOfExtension } from "../../support/extension/driver/extension.ts";
import { KINDS, textOf, until } from "../../support/extension/driver.ts";
import { write } from "../../support/extension/seed-study.ts";
import { answer, reachCard, readStore, reveal, waitForStage } from "../../support/extension/study.ts";

const borrow = useLentBrowsers();

/** The next version of the deck, in which a card asks otherwise. */
function changeDeck(folder: string, card: string, question: string): void {
  const index = join(folder, "decks/index.json");
  const [head] = JSON.parse(readFileSync(index, "utf8")) as Pick<Deck, "id" | "version">[];
  if (!head) throw new Error("there is no deck");
  const file = join(folder, `decks/${head.id}.json`);
  const deck = JSON.parse(readFileSync(file, "utf8")) as Deck;
  const cards = deck.cards.map(
    (one): CardContent => (one.id === card ? { ...one, front: [{ kind: "text", text: question }] } : one),
  );
  const version = "another-version";
  writeFileSync(file, JSON.stringify({ ...deck, version, cards }));
  writeFileSync(index, JSON.stringify([{ id: head.id, version }]));
}

const question = (page: Page): Promise<string> => textOf(page, ".question");

async function openEditor(page: Page): Promise<void> {
  await page.keyboard.press("e");
  await until(page, () => document.activeElement?.matches("dialog.edit-card textarea[name='question']") === true);
}

/** Types over what stands in the field that has the focus. */
async function typeOver(page: Page, text: string): Promise<void> {
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type(text);
}

/** A card that was forgotten so often, due by now, as the extension would have written it. */
function forgotten(row: StateRow, lapses: number, nowMs: number): { row: StateRow; events: Envelope[] } {
  const events: Envelope[] = [];
  let card = row;
  let atMs = nowMs - 40 * (lapses + 1) * DAY_MS;
  for (let done = 0; done <= lapses; done++) {
    for (const rating of done === 0 ? ([4] as const) : ([1, 4] as const)) {
      const now = nowAt(atMs, () => 0, 4);
      const outcome = scheduler.outcomes(card.id, card.state, now)[rating - 1];
      if (!outcome) throw new Error("four outcomes were expected");
      const answer = { rating, wait: outcome.wait, shownAtMs: atMs, surface: "newtab", factRevision: 1 };
      const event = makeReview(card, answer, { device: DEVICE, now, random: random() });
      card = withState(card, applyEvent(card.state, event, scheduler), scheduler.model.id);
      events.push(event);
      atMs += 3 * 60_000;
    }
    atMs += 40 * DAY_MS;
  }
  return { row: card, events };
}

describe.each(KINDS)("in %s", (kind) => {
  test("a card is edited by keyboard, keeps its words under another version of the deck, and gives them up", async () => {
    const folder = copyOfExtension(kind);
    const driver = await borrow(kind, { extension: folder });
    let page = await driver.newTab();
    // A question with a gap must keep it, whatever else is written.
    while ((await reachCard(page)) && (await page.$(`[data-card][data-type="cloze"]`))) await answer(page, 4);
    const { card } = await reachCard(page);
    const before = await question(page);
    // From the list of keys, to which the focus of who went there by keyboard comes back; Escape closes one thing at a time.
    await page.keyboard.press("?");
    await page.focus(".more [data-action='edit']");
    await page.keyboard.press("Enter");
    await until(page, () => document.activeElement?.matches("textarea[name='question']") === true);
    await page.keyboard.press("Escape");
    await until(page, () => document.activeElement?.matches(".more [data-action='edit']") === true);
    await page.keyboard.press("Escape");
    await until(page, () => document.querySelector(".more") === null);
    await openEditor(page);
    await typeOver(page, "What is *this*, s and m?");
    // Escape says that this is not saved; pressed again it keeps what was typed, and neither it nor a letter reaches the card.
    await page.keyboard.press("Escape");
    await until(page, () => document.querySelector(".edit-said")?.textContent?.includes("Not saved") === true);
    await page.keyboard.press("Escape");
    await until(page, () => document.querySelector("dialog.edit-card") === null);
    // Nor does one more, so soon after, send the study away.
    await page.keyboard.press("Escape");
    await until(page, () => document.activeElement?.matches("[data-stage-focus]") === true);
    expect(await page.$("[data-quiet]")).toBeNull();
    expect(await question(page)).toBe(before);
    await openEditor(page);
    expect(await textOf(page, ".edit-draft")).toMatch(/not saved/);
    expect(await violationsOn(page)).toEqual([]);
    await page.keyboard.down("Control");
    await page.keyboard.press("Enter");
    await page.keyboard.up("Control");
    await until(page, () => document.querySelector(".question em")?.textContent === "this");
    await until(page, () => document.querySelector("dialog.edit-card") === null);
    expect(await page.evaluate(() => document.activeElement?.matches("[data-stage-focus]"))).toBe(true);
    expect(await textOf(page, ".eyebrow")).toContain("Your wording");
    await page.keyboard.press("m");
    await until(page, () => document.querySelector(".own-mark") !== null);
    expect((await readStore<Envelope>(page, "events")).map(({ kind: made }) => made).slice(-2)).toEqual([
      "edit",
      "mark",
    ]);

    changeDeck(folder, card, "What does the new deck ask?");
    await driver.update();
    page = await driver.newTab();
    await until(page, async () => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open("osteon");
        request.onsuccess = () => resolve(request.result);
      });
      const request = db.transaction("decks").objectStore("decks").getAll();
      const decks = await new Promise<{ version: string }[]>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
      db.close();
      return decks.some(({ version }) => version === "another-version");
    });
    page = await driver.open("newtab");
    expect((await reachCard(page)).card).toBe(card);
    expect(await question(page)).toBe("What is this, s and m?");
    await openEditor(page);
    expect(await textOf(page, ".edit-deck")).toContain("What does the new deck ask?");
    await page.click("[data-action='deck-wording']");
    await until(page, () => document.querySelector(".question")?.textContent === "What does the new deck ask?");
    await page.keyboard.press("u");
    await until(page, () => document.querySelector(".question em")?.textContent === "this");

    const list = await driver.open("progress");
    await list.click("a[href='#cards']");
    await until(list, () => document.querySelector("input[name='search']") !== null);
    await list.type("input[name='search']", "is:marked");
    await until(list, () => document.querySelectorAll("[data-row]").length === 1);
    await list.click("[data-row]");
    await until(list, () => document.querySelector("[data-own]")?.textContent === "Your wording · ★ Marked");
    await list.click(".card-own [data-action='mark']");
    await until(list, () => document.querySelector("[data-own]")?.textContent === "Your wording");
    await list.click(".card-own [data-action='edit']");
    await until(list, () => document.activeElement?.matches("textarea[name='question']") === true);
    expect(await violationsOn(list)).toEqual([]);
    await list.keyboard.press("Escape");
    // The dialog of the card stays, and has the focus again.
    await until(list, () => document.activeElement?.matches("dialog.card-info[open] [data-action='edit']") === true);
    await list.click(".card-own [data-action='edit']");
    await list.waitForSelector("[data-action='deck-wording']");
    await list.click("[data-action='deck-wording']");
    await until(
      list,
      () => document.querySelector(".card-info-question")?.textContent === "What does the new deck ask?",
    );
    // The study page in the other tab follows.
    await page.bringToFront();
    await until(page, () => document.querySelector(".question")?.textContent === "What does the new deck ask?");
    expect(await page.$(".own-mark")).toBeNull();
  });

  test("a card that is forgotten the eighth time is told of, once, and is suspended only where that is chosen", async () => {
    const driver = await borrow(kind, { timeZone: "UTC" });
    const first = await driver.newTab();
    await reachCard(first);
    const rows = (await readStore<StateRow>(first, "states")).sort((a, b) => a.order - b.order);
    const contents = await readStore<CardContent>(first, "contents");
    const withGap = new Set(contents.filter(({ type }) => type === "cloze").map(({ id }) => id));
    const [row] = rows.filter(
      ({ id, queue, unlockedBy }) => queue !== undefined && unlockedBy.length === 0 && !withGap.has(id),
    );
    if (!row) throw new Error("there is no new card");
    const { row: known, events } = forgotten(row, 7, Date.now());
    await write(first, "events", events);
    await write(first, "states", [known]);
    const page = await driver.newTab();
    while ((await reachCard(page)).card !== row.id) await answer(page, 4);
    await reveal(page);
    await page.keyboard.press("1");
    await waitForStage(page, ({ notice }) => notice === "leech", "the word about a hard card");
    expect(await textOf(page, ".notice-title")).toMatch(/8 times/);
    expect(await violationsInBothThemes(driver, page)).toEqual([]);
    await openEditor(page);
    await typeOver(page, "Easier?");
    await page.click("[data-action='save-wording']");
    await until(page, () => document.querySelector("dialog.edit-card") === null);
    expect(await textOf(page, ".leech-card p")).toBe("Easier?");
    await page.keyboard.press(" ");
    await waitForStage(page, ({ card, notice }) => card !== "" || notice !== "leech", "what comes next");
    const [stored] = (await readStore<StateRow>(page, "states")).filter(({ id }) => id === row.id);
    expect(stored?.state).toMatchObject({ lapses: 8 });
    expect(stored?.state.suspended).toBeUndefined();
    const [content] = (await readStore<CardContent>(page, "contents")).filter(({ id }) => id === row.id);
    expect(plainText(content?.front ?? [])).not.toBe("Easier?");
  });
});
