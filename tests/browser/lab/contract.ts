/** Runs the database contract inside a page of the extension. */
import { CASES, runCase } from "../../support/db-contract.ts";

/** @returns what went wrong, or null */
async function runNamed(name: string): Promise<string | null> {
  const one = CASES.find((candidate) => candidate.name === name);
  if (!one) return "no such case";
  try {
    await runCase(one);
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

Object.assign(globalThis, { runNamed });
