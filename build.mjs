/**
 * Facts and sources in, two loadable extensions out: `dist/chrome` and `dist/firefox`.
 *
 *   node build.mjs           minified, as it is shipped
 *   node build.mjs --watch   readable, with source maps, built anew on every change
 *   node build.mjs --zip     also the store packages and the source package, in `package/`
 */
import { join } from "node:path";
import process from "node:process";
import { bundle } from "./scripts/build/bundle.mjs";
import { buildDecks } from "./scripts/build/decks.mjs";
import { root, write } from "./scripts/build/files.mjs";
import { renderIcons } from "./scripts/build/icons.mjs";
import { deriveManifest, TARGETS } from "./scripts/build/manifest.mjs";
import { packageAll, readSources } from "./scripts/build/package.mjs";
import { copyLocales, copyPages } from "./scripts/build/static.mjs";
import { watch } from "./scripts/build/watch.mjs";

/**
 * Everything but the manifest is the same in both browsers, so it is made once.
 * @param {{development: boolean}} options
 */
async function buildOnce({ development }) {
  const [{ files, firstScripts }, ...others] = await Promise.all([
    bundle({ development }),
    buildDecks(),
    renderIcons(),
    copyLocales(),
  ]);
  /** @type {import("./scripts/build/files.mjs").Files} */
  const shared = new Map([files, ...others].flatMap((part) => [...part]));
  for (const [path, content] of copyPages(shared, firstScripts)) shared.set(path, content);
  for (const target of TARGETS) {
    write(
      join(root, "dist", target),
      new Map([...shared, ["manifest.json", deriveManifest({ target, store: false })]]),
    );
  }
  return shared;
}

const flags = new Set(process.argv.slice(2));
for (const flag of flags) {
  if (!["--watch", "--zip"].includes(flag)) throw new Error(`build.mjs knows --watch and --zip, not ${flag}`);
}
if (flags.has("--watch")) {
  await watch(() => buildOnce({ development: true }));
} else {
  // Before the build, since that is for nothing where the sources may not be packed.
  const sources = flags.has("--zip") ? readSources() : null;
  const shared = await buildOnce({ development: false });
  console.log(`built dist/chrome and dist/firefox: ${shared.size + 1} files each`);
  if (sources) packageAll(shared, sources);
}
