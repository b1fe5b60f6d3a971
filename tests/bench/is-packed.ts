import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Whether the files of an extension's database were packed, by what LevelDB has written of its last two openings. */
export function isPacked(profile: string): boolean {
  const databases = join(profile, "Default/IndexedDB");
  if (!existsSync(databases)) return false;
  return readdirSync(databases)
    .filter((name) => name.startsWith("chrome-extension_") && name.endsWith(".leveldb"))
    .flatMap((name) => ["LOG", "LOG.old"].map((file) => join(databases, name, file)))
    .some((file) => existsSync(file) && readFileSync(file, "latin1").includes("Manual compaction"));
}
