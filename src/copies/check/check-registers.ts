/** Is every setting, switch and the like what its events say? */
import { FIRST_REGISTER, putRegistersRight } from "../../store/log/registers-anew.ts";
import { finding } from "./findings.ts";
import type { CheckPart, CheckTools, Position, Step } from "./part.ts";

async function step({ db }: CheckTools, after: Position): Promise<Step> {
  const from = Array.isArray(after) ? ([Number(after[0]), String(after[1])] as const) : FIRST_REGISTER;
  const { next, wrong, looked } = await putRegistersRight(db, from);
  return { next, checked: finding("register", wrong, wrong), looked };
}

export const checkRegisters: CheckPart = {
  // Each comes twice: as a row, and as a key.
  count: async ({ db }) => 2 * (await db.count("registers")),
  costUs: 50,
  step,
};
