import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildDeck } from "../../../cards/index.ts";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { copyOfExtension } from "../../support/extension/driver/extension.ts";
import { KINDS } from "../../support/extension/driver.ts";
import { chooseSetting } from "../../support/extension/settings.ts";
import { answer, reachCard, readStore } from "../../support/extension/study.ts";

const start = useLentBrowsers();

/** The built extension with the deck of the fixtures in place of its own: another folder of facts, no other code. */
async function extensionOnTides(kind: "chromium" | "firefox"): Promise<string> {
  const folder = copyOfExtension(kind);
  const deck = await buildDeck(join(import.meta.dirname, "../../fixtures/second-deck"));
  writeFileSync(join(folder, "decks/index.json"), JSON.stringify([{ id: deck.id, version: deck.version }]));
  writeFileSync(join(folder, `decks/${deck.id}.json`), JSON.stringify(deck));
  return folder;
}

describe.each(KINDS)("in %s", (kind) => {
  test("a deck on another subject is studied without a line of code", async () => {
    const driver = await start(kind, { extension: await extensionOnTides(kind) });
    const tab = await driver.newTab();
    await reachCard(tab);
    await chooseSetting(tab, "newPerDay", 20);
    const popup = await driver.open("popup");
    const answered: string[] = [];
    while ((await reachCard(popup)).card !== "") answered.push(await answer(popup, 4));
    expect(answered.length).toBeGreaterThan(4);
    const cards = await readStore<{ id: string; deck: string }>(popup, "states");
    expect(new Set(cards.map(({ deck }) => deck))).toEqual(new Set(["second-deck"]));
    for (const id of answered) expect(cards.map((card) => card.id)).toContain(id);
  });
});
