/** Reads a deck's folder: parses each file, and leaves it to `decode.ts` to understand what stands in them. */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { decodeDeck, FOLDERS } from "./files/decode.ts";
import type { Problem } from "./files/problems.ts";
import type { DeckSource } from "./files/source.ts";
import { deckOfTable, decodeTable, rowsOf } from "./table.ts";

/** @throws {DeckError} listing every problem, each with its file and fact */
export async function loadDeck(folder: string): Promise<DeckSource> {
  if (existsSync(join(folder, "table.tsv"))) return loadTable(folder);
  const files: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const file of await filesOf(folder)) {
    const text = await readFile(join(folder, file), "utf8");
    try {
      files[file] = file.endsWith(".txt") ? text : parse(text);
    } catch (cause) {
      const message = `cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`;
      problems.push({ file, where: "", message });
    }
  }
  return decodeDeck(basename(folder), files, problems);
}

/** A folder that holds a table of facts, and beside it what the table cannot say of itself. */
async function loadTable(folder: string): Promise<DeckSource> {
  const table = await readFile(join(folder, "table.tsv"), "utf8");
  const head: unknown = parse(await readFile(join(folder, "table.yaml"), "utf8"));
  return deckOfTable(decodeTable(basename(folder), head), rowsOf(table));
}

async function filesOf(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const inFolders = await Promise.all(FOLDERS.map((inside) => filesIn(folder, inside)));
  return [...(await readdir(folder)), ...inFolders.flat()].filter((name) => /\.(yaml|json|txt)$/.test(name)).sort();
}

const filesIn = async (folder: string, inside: string): Promise<string[]> =>
  existsSync(join(folder, inside)) ? (await readdir(join(folder, inside))).map((name) => `${inside}/${name}`) : [];
