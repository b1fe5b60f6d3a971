/** The deck folders that a command was given, or all in cards/. */
import { existsSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const cards = dirname(dirname(fileURLToPath(import.meta.url)));
export const root = dirname(cards);

export function deckFolders(args: readonly string[]): string[] {
  const given = args.filter((arg) => !arg.startsWith("--")).map((arg) => resolve(arg));
  if (given.length > 0) return given;
  return readdirSync(cards)
    .sort()
    .map((name) => join(cards, name))
    .filter((folder) => existsSync(join(folder, "deck.yaml")));
}

/** Runs a command and turns what it throws into plain lines and exit code 1. */
export async function run(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
