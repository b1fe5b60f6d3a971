/** The extension in a browser that speaks another language: the words are there, and the cards keep their own. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { violationsOn } from "../../support/extension/axe.ts";
import { useBrowsers, useLentBrowsers } from "../../support/extension/browsers.ts";
import { catalogueOf } from "../../support/extension/catalogues.ts";
import { type Driver, KINDS, type Kind, textOf, until } from "../../support/extension/driver.ts";
import { reachCard, reveal, waitForStage } from "../../support/extension/study.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

declare const chrome: { readonly i18n: { readonly getUILanguage: () => string } };

const start = useBrowsers();
const borrow = useLentBrowsers();

type Language = "de" | "es";

/** Languages that it was seen Chromium cannot speak; it need not be asked for them again. */
const notSpoken = new Set<Language>();

/** A browser that speaks a language, or at least the extension in one that cannot: Debian's Chromium has English alone. */
async function startIn(kind: Kind, language: Language): Promise<Driver> {
  if (kind === "firefox") return borrow(kind, { language });
  if (notSpoken.has(language)) return borrow(kind, { extension: withoutEnglish(language) });
  const driver = await start(kind, { language });
  const page = await driver.open("left-out");
  const spoken = await page.evaluate(() => chrome.i18n.getUILanguage());
  if (spoken.split("-")[0] === language) return driver;
  await driver.close();
  notSpoken.add(language);
  return borrow(kind, { extension: withoutEnglish(language) });
}

/** The built extension with the messages of one language alone, which is then the one that it falls back to. */
function withoutEnglish(language: Language): string {
  const folder = temporaryFolder("language");
  const built = join(import.meta.dirname, "../../../dist/chrome");
  cpSync(built, folder, {
    recursive: true,
    filter: (path) => !path.includes("_locales/") || path.includes(`_locales/${language}`),
  });
  const manifest = join(folder, "manifest.json");
  const text = readFileSync(manifest, "utf8").replace('"default_locale": "en"', `"default_locale": "${language}"`);
  writeFileSync(manifest, text);
  return folder;
}

const message = (language: Language, key: string): string => catalogueOf(language)[key]?.message ?? `no ${key}`;

describe.each(KINDS)("in %s", (kind) => {
  test.each(["de", "es"] as const)("a study in %s", async (language) => {
    const said = (key: string): string => message(language, key);
    const driver = await startIn(kind, language);
    const tab = await driver.newTab();
    await waitForStage(tab, ({ notice }) => notice === "welcome", "the first screen");
    expect(await tab.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual([
      language,
      "ltr",
    ]);
    expect(await textOf(tab, ".notice-title")).toBe(said("welcomeTitle"));

    await reachCard(tab);
    expect(await textOf(tab, ".study-left")).toBe(said("leftNew_other").replace("$1", "3"));
    expect(await textOf(tab, ".go-on")).toContain(said("showAnswer"));
    await reveal(tab);
    const grades = await tab.evaluate(() =>
      [...document.querySelectorAll(".grade-name")].map((one) => one.textContent),
    );
    expect(grades).toEqual(["gradeAgain", "gradeHard", "gradeGood", "gradeEasy"].map(said));
    // The deck's words are English, and say so; ours beside them are not.
    const languages = await tab.evaluate(() =>
      [".question", ".answer-text", ".eyebrow", ".grade-name"].map((selector) => {
        const element = document.querySelector(selector);
        return (element?.querySelector("[lang]") ?? element)?.closest("[lang]")?.getAttribute("lang");
      }),
    );
    expect(languages).toEqual(["en", "en", language, language]);
    expect(await violationsOn(tab)).toEqual([]);
    await tab.keyboard.press("3");
    await until(
      tab,
      (one) => document.querySelector(".study-left")?.textContent?.includes(one),
      said("leftLearning_one").replace("$1", "1"),
    );

    const options = await driver.open("options");
    await until(options, (title) => document.title === title, said("optionsTitle"));
    expect(await textOf(options, "#decks-title")).toBe(said("decksTitle"));
    const progress = await driver.open("progress");
    const [before = ""] = said("knowLead").split("$1");
    await until(progress, (lead) => document.querySelector(".know-lead")?.textContent?.startsWith(lead), before);
    expect(await violationsOn(progress)).toEqual([]);
  });
});
