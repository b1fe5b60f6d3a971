/** The package that leaves new tabs to the browser says nothing of them. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deriveManifest } from "../../../scripts/build/manifest.mjs";
import { useLentBrowsers } from "../../support/extension/browsers.ts";
import { copyOfExtension } from "../../support/extension/driver/extension.ts";
import { KINDS, type Kind, textOf, until } from "../../support/extension/driver.ts";
import { reachCard, waitForStage } from "../../support/extension/study.ts";

const start = useLentBrowsers();

function popupOnly(kind: Kind): string {
  const target = kind === "chromium" ? "chrome" : "firefox";
  const folder = copyOfExtension(kind);
  writeFileSync(join(folder, "manifest.json"), deriveManifest({ target, store: false, popupOnly: true }));
  return folder;
}

describe.each(KINDS)("without new tabs in %s", (kind) => {
  test("no page speaks of one or can send one away, and cards are studied", async () => {
    const driver = await start(kind, { extension: popupOnly(kind) });
    const popup = await driver.open("popup");
    await waitForStage(popup, ({ notice }) => notice === "welcome", "the first screen");
    expect(await textOf(popup, "body")).not.toMatch(/new tab/i);
    expect(await popup.$("[data-action='popup-only']")).toBeNull();
    await reachCard(popup);
    await popup.click("[aria-controls='more-panel']");
    expect(await textOf(popup, "#more-panel")).not.toMatch(/new tab/i);
    // The page that the study's key opens.
    const study = await driver.open("newtab");
    await reachCard(study);
    expect(await study.$("[data-action='not-now']")).toBeNull();
    const options = await driver.open("options");
    await until(options, () => document.querySelector("#options-looks") !== null);
    expect(await options.$("[name='newTabSession']")).toBeNull();
    expect(await textOf(options, "body")).not.toMatch(/new tab/i);
  });
});
