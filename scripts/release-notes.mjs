/**
 * What the changelog says of a version, for the page of its release.
 *
 *   node scripts/release-notes.mjs v0.1.0
 *
 * Fails when the tag is not the version of package.json, or the changelog has no section of it.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { root } from "./build/files.mjs";

/**
 * The section of a version, without its heading.
 * @param {string} changelog in the form of https://keepachangelog.com
 * @param {string} version
 * @throws {Error} when there is none, or nothing in it
 */
export function notesOf(changelog, version) {
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((each) => each.startsWith(`[${version}]`)) ?? "";
  const text = section.slice(section.indexOf("\n") + 1).trim();
  if (section === "" || text === "") throw new Error(`CHANGELOG.md says nothing of version ${version}`);
  return `${text}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const tag = process.argv[2];
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (tag !== `v${version}`) throw new Error(`the tag is ${tag}, package.json says version ${version}`);
  process.stdout.write(notesOf(readFileSync(join(root, "CHANGELOG.md"), "utf8"), version));
}
