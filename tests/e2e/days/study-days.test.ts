import type { Page } from "puppeteer-core";
import { describe, expect, test } from "vitest";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { KINDS, textOf } from "../../support/extension/driver.ts";
import { answer, reachCard, readStore, reveal, reviewsIn, waitForStage } from "../../support/extension/study.ts";

const start = useLentBrowsers();
const DAY_MS = 86_400_000;
const A_MORNING = Date.parse("2031-05-06T09:00:00Z");

async function finishToday(page: Page): Promise<string[]> {
  const answered: string[] = [];
  while ((await reachCard(page)).card !== "") answered.push(await answer(page, 4));
  return answered;
}

describe.each(KINDS)("in %s", (kind) => {
  test("the day ends, undo still works there, and cards come back on the day they are due", async () => {
    const driver = await start(kind, { timeZone: "UTC" });
    await driver.clock.set(A_MORNING);
    const popup = await driver.open("popup");
    const learnt = await finishToday(popup);
    expect(learnt).toHaveLength(3);

    await popup.keyboard.press("u");
    const last = await waitForStage(popup, (stage) => stage.card !== "", "the card that was taken back");
    expect(last.card).toBe(learnt.at(-1));
    expect(await reviewsIn(popup)).toHaveLength(2);
    await answer(popup, 4);
    await waitForStage(popup, ({ notice }) => notice === "done", "the end of the day");

    const cards = await readStore<{ id: string; state: { dueDay: number | null } }>(popup, "states");
    const dueDays = learnt.map((id) => cards.find((card) => card.id === id)?.state.dueDay ?? 0);
    const today = Math.floor(A_MORNING / DAY_MS);
    const first = Math.min(...dueDays);
    expect(first).toBeGreaterThan(today);

    // On the eve of that day only new cards come; on the day itself the reviews do.
    await driver.clock.advance((first - today) * DAY_MS);
    const later = await driver.open("popup");
    const seen = await finishToday(later);
    const due = learnt.filter((_, i) => dueDays[i] === first);
    for (const id of due) expect(seen).toContain(id);
    const notYet = learnt.filter((_, i) => (dueDays[i] ?? 0) > first);
    for (const id of notYet) expect(seen).not.toContain(id);
  });

  test("a forgotten card comes back within the session, where the user wants it", async () => {
    const driver = await start(kind);
    const tab = await driver.newTab();
    const forgotten = await answer(tab, 1);
    while ((await reachCard(tab)).card !== "") expect(await answer(tab, 4)).not.toBe(forgotten);
    // Not before its minute, unless nothing else is left and the user wants it; the button says so.
    expect(await textOf(tab, ".go-on")).toContain("Again this visit: 1 card");
    await tab.keyboard.press(" ");
    const again = await waitForStage(tab, ({ card }) => card !== "", "the forgotten card");
    expect(again.card).toBe(forgotten);
    await reveal(tab);
    expect(await textOf(tab, "[data-rating='1'] .grade-wait")).toBe("this visit");
  });
});
