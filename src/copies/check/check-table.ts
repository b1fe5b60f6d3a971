/**
 * What is kept of where all cards stand is thrown away: the next page makes it anew from rows that were just checked, so that
 * nothing that is wrong in it outlives a check.
 */
import { forgetKept } from "../../store/card-table/kept-table.ts";
import { NOTHING_CHECKED } from "./findings.ts";
import type { CheckPart, CheckTools, Step } from "./part.ts";

async function step({ db }: CheckTools): Promise<Step> {
  await forgetKept(db);
  return { next: null, checked: NOTHING_CHECKED, looked: 0 };
}

export const checkTable: CheckPart = { count: async () => 0, costUs: 0, step };
