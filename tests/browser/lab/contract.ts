/** Runs the contracts of the database, its repair, its migrations and its second record inside a page of the extension. */
import type { Place } from "../../../src/core/log/place.ts";
import { recordFiles } from "../../../src/platform/record/files.ts";
import { type FolderHandle, folderPlace } from "../../../src/platform/shared-folder.ts";
import { CASES, runCase } from "../../contracts/db.ts";
import { RECORD_CASES } from "../../contracts/record.ts";
import { REPAIR_CASES } from "../../contracts/repair.ts";
import { SHARED_CASES } from "../../contracts/shared.ts";
import { UPGRADE_CASES } from "../../contracts/upgrade.ts";
import { runRecordCase } from "../../support/places/record-steps.ts";

/**
 * Each case has a database of its own, under another name: to delete one costs Chromium a compaction of all that it stores,
 * which took a quarter of the time of all cases.
 */
let turn = 0;
for (const method of ["open", "deleteDatabase"] as const) {
  const real: (name: string, version?: number) => IDBOpenDBRequest = IDBFactory.prototype[method];
  IDBFactory.prototype[method] = function (this: IDBFactory, name: string, ...version: [number?]) {
    return real.call(this, `${name} ${turn}`, ...version);
  };
}

/** @returns what went wrong, or null */
async function runNamed(
  contract: "database" | "record" | "repair" | "shared" | "upgrade",
  name: string,
): Promise<string | null> {
  turn++;
  try {
    if (contract === "repair") await runCase(named(REPAIR_CASES, name));
    else if (contract === "database") await runCase(named(CASES, name));
    else if (contract === "shared") await runRecordCase(named(SHARED_CASES, name), await privateFolder());
    else {
      const files = await recordFiles();
      if (!files) return "there is no place for files";
      await runRecordCase(named(contract === "record" ? RECORD_CASES : UPGRADE_CASES, name), files);
    }
    return null;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

/** The browser's own folder for an origin: of the same class as one that the user chooses, and nobody need be asked for it. */
async function privateFolder(): Promise<Place> {
  const root = await navigator.storage.getDirectory();
  return folderPlace((await root.getDirectoryHandle("shared", { create: true })) as FolderHandle);
}

function named<C extends { readonly name: string }>(cases: readonly C[], name: string): C {
  const one = cases.find((candidate) => candidate.name === name);
  if (!one) throw new Error("no such case");
  return one;
}

Object.assign(globalThis, { runNamed });
