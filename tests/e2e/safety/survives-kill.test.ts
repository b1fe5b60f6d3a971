import { describe, expect, test } from "vitest";
import { useBrowsers } from "../../support/extension/browsers.ts";
import { KINDS, poll } from "../../support/extension/driver.ts";
import { chooseSetting } from "../../support/extension/settings.ts";
import { answer, badgeText, reachCard, reviewsIn } from "../../support/extension/study.ts";

const start = useBrowsers();

describe.each(KINDS)("in %s", (kind) => {
  test("ten answers in the new tab outlive a killed browser, and the eleventh card is there again", async () => {
    const first = await start(kind);
    const popup = await first.open("popup");
    await reachCard(popup);
    await chooseSetting(popup, "newPerDay", 20);
    const tab = await first.newTab();
    const answered: string[] = [];
    // Good keeps cards in learning, Easy sends them away: both ways to be due next are in the log.
    for (let i = 0; i < 10; i++) answered.push(await answer(tab, i % 2 === 0 ? 4 : 3));
    const eleventh = await reachCard(tab);
    expect(eleventh.card).not.toBe("");
    await first.kill();

    const second = await start(kind, { profile: first.profile });
    const again = await second.newTab();
    expect((await reachCard(again)).card).toBe(eleventh.card);
    const reviews = await reviewsIn(again);
    expect(reviews.map(({ card }) => card)).toEqual(answered);
    // The background counts again when the browser starts, without any page's help.
    await poll(async () => (await badgeText(again)) !== "", "the badge after the restart");
  });
});
