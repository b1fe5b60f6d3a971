/** A page that is a card and nothing else: the same elements and styles as a study page shows, and one small script. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Driver } from "../support/extension/driver.ts";
import { reachCard } from "../support/extension/study.ts";

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
  const { root, body } = await study.evaluate(() => ({
    root: (document.documentElement.cloneNode(false) as Element).outerHTML.replace("</html>", ""),
    body: document.body.outerHTML,
  }));
  await study.close();
  // What theme.js puts on the root stands there already, so that one script is left.
  const html = readFileSync(join(extension, "pages", page, "index.html"), "utf8")
    .replace(/<script src="[^"]+"><\/script>/, "")
    .replace(/<script type="module" src="[^"]+"><\/script>/, '<script type="module" src="main.js"></script>')
    .replace(/<html[^>]*>/, () => root)
    .replace(/<body>.*<\/body>/s, () => body);
  if (html.match(/<script/g)?.length !== 1) throw new Error(`the static page has not one script: ${html}`);
  const folder = join(extension, "pages", staticName(page));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), html);
  writeFileSync(join(folder, "main.js"), 'document.documentElement.dataset.ready = "yes";\n');
}
