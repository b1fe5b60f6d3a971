import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bytes, filesUnder, foldersIn, root } from "./files.mjs";

/**
 * The messages, without the spaces that let people read them.
 * @returns {import("./files.mjs").Files}
 */
export function copyLocales() {
  const folder = join(root, "src/_locales");
  return new Map(
    filesUnder(folder).map((path) => [
      `_locales/${path}`,
      bytes(JSON.stringify(JSON.parse(readFileSync(join(folder, path), "utf8")))),
    ]),
  );
}

/**
 * The pages' HTML, checked: what it refers to must have been built, and the theme must be known before the first paint.
 * @param {import("./files.mjs").Files} built everything that pages may refer to
 * @param {ReadonlyMap<string, readonly string[]>} firstScripts those that each page begins with, from its folder
 * @returns {import("./files.mjs").Files}
 */
export function copyPages(built, firstScripts) {
  return new Map(
    foldersIn(join(root, "src/pages")).map((name) => {
      const source = `src/pages/${name}/index.html`;
      const path = `pages/${name}/index.html`;
      const html = withScripts(readFileSync(join(root, source), "utf8"), firstScripts.get(name) ?? []);
      for (const [, reference = ""] of html.matchAll(/(?:src|href)="([^"]*)"/g)) {
        const { pathname } = new URL(reference, `https://osteon.invalid/${path}`);
        if (!built.has(pathname.slice(1)))
          throw new Error(`${source} refers to ${reference}, which the build does not make`);
      }
      const head = html.slice(0, html.indexOf("</head>"));
      if (!head.includes('<script src="../theme.js"></script>')) {
        throw new Error(`${source} must load ../theme.js in its head, as a plain script, before the first paint`);
      }
      return [path, new TextEncoder().encode(html)];
    }),
  );
}

/**
 * Asks for the last of its first scripts, and says at once that it will import the others.
 * @param {string} html
 * @param {readonly string[]} scripts
 */
function withScripts(html, scripts) {
  const preloads = scripts.slice(0, -1).map((script) => `<link rel="modulepreload" href="${script}" />\n    `);
  return html.replace(
    '<script type="module" src="main.js">',
    `${preloads.join("")}<script type="module" src="${scripts.at(-1)}">`,
  );
}
