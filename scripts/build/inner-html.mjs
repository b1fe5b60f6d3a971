import { readFile } from "node:fs/promises";

/** What preact compiles `dom.innerHTML = newHtml.__html` to. */
const ASSIGNMENT = /\b\w+\.innerHTML=\w+\.__html\b/g;

/**
 * Takes preact's one assignment to innerHTML out (it serves dangerouslySetInnerHTML, which nothing here may use), so
 * that Mozilla's linter has nothing to warn of and no text of a card can ever become markup.
 * Stops the build when preact changes so that the assignment is not found, or when another one appears.
 * @param {string} root
 * @returns {import("esbuild").Plugin}
 */
export function dropInnerHtml(root) {
  return {
    name: "drop-inner-html",
    setup(build) {
      build.onLoad({ filter: /[\\/]preact[\\/]dist[\\/]preact\.mjs$/ }, async ({ path }) => {
        const source = await readFile(path, "utf8");
        const found = source.match(ASSIGNMENT)?.length ?? 0;
        if (found !== 1) {
          return {
            errors: [
              {
                text: `expected one innerHTML assignment in preact and found ${found}: mend ${root}scripts/build/inner-html.mjs`,
              },
            ],
          };
        }
        return { contents: source.replace(ASSIGNMENT, "void 0"), loader: "js" };
      });
      build.onEnd((result) => {
        const errors = (result.outputFiles ?? [])
          .filter((file) => file.path.endsWith(".js") && /\.(inner|outer)HTML\s*=[^=]/.test(file.text))
          .map((file) => ({ text: `${file.path} assigns innerHTML or outerHTML` }));
        return { errors };
      });
    },
  };
}
