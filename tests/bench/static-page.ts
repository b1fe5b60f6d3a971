/** A page that is a card and nothing else: the same elements and styles as a study page shows, and one small script. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Driver } from "../support/driver.ts";
import { reachCard } from "../support/study.ts";

export type StudyPage = "popup" | "newtab";

/** The folder of the page that stands for a study page. */
export const staticName = (page: StudyPage): string => `static-${page}`;

/**
 * Puts such a page beside the study page that it is like, with the card that is in front there now.
 * @param extension the unpacked extension that the browser has loaded; it reads a page's files when they are asked for
 */
export async function addStaticPage(driver: Driver, extension: string, page: StudyPage): Promise<void> {
  const study = await driver.open(page);
  await reachCard(study);
  const [body, language] = await study.evaluate(() => [document.body.outerHTML, document.documentElement.lang]);
  await study.close();
  const html = readFileSync(join(extension, "pages", page, "index.html"), "utf8")
    .replace('href="main.css"', `href="../${page}/main.css"`)
    .replace(/<script type="module" src="[^"]+"><\/script>/, '<script type="module" src="main.js"></script>')
    .replace('lang="en"', () => `lang="${language}"`)
    .replace(/<body>.*<\/body>/s, () => body ?? "");
  const folder = join(extension, "pages", staticName(page));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), html);
  writeFileSync(join(folder, "main.js"), 'document.documentElement.dataset.ready = "yes";\n');
}
