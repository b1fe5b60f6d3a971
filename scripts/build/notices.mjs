import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bytes, root } from "./files.mjs";

/**
 * The licences of the packages that ended up in the bundles, as their authors ask for.
 * @param {string[]} inputs the paths of all bundled files
 */
export function thirdPartyNotices(inputs) {
  const names = inputs.flatMap((path) => path.match(/(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1] ?? []);
  const notices = [...new Set(names)].sort().map((name) => {
    const folder = join(root, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} is bundled and has no licence file`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  return bytes(notices.join(`\n${"-".repeat(80)}\n\n`));
}
