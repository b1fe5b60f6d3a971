/** Of registers there may be as many as facts: they are checked some at a time, and each is found that is not right. */
import { expect, test } from "vitest";
import { checkRegisters } from "../../../../src/copies/check/check-registers.ts";
import type { CheckTools, Position } from "../../../../src/copies/check/part.ts";
import type { Envelope } from "../../../../src/core/log/envelope.ts";
import { makeMet } from "../../../../src/core/log/make-event.ts";
import type { Database } from "../../../../src/store/opening/open.ts";
import { merge } from "../../../../src/store/writing/merge.ts";
import { countRows } from "../../../support/database/count-rows.ts";
import { maker, NOW, scheduler } from "../../../support/database/db-steps.ts";
import { useDatabase } from "../../../support/database/use-database.ts";
import { fact } from "../../../support/samples/cards.ts";

const FACTS = 700;

let db: Database;
useDatabase(async (opened) => {
  db = opened;
  const events: Envelope[] = Array.from({ length: FACTS }, (_, i) => makeMet(fact(`f${i}`), maker(NOW + i)));
  // What a later version may write: a key that is no text.
  const strange = ["key", 7] as unknown as string;
  const { fact: _, ...later } = makeMet(fact("later"), maker(NOW + FACTS));
  await merge(db, [...events, { ...later, kind: "unheard-of", key: strange } as Envelope], scheduler);
});

async function checked(): Promise<{ readonly found: number; readonly most: number }> {
  const tools = { db } as CheckTools;
  let [found, most] = [0, 0];
  for (let after: Position = null; ; ) {
    let next: Position = null;
    const { read } = await countRows(async () => {
      const step = await checkRegisters.step(tools, after);
      found += step.checked.found.register;
      next = step.next;
    });
    most = Math.max(most, read);
    if (next === null) return { found, most };
    after = next;
  }
}

test("what is right is left, and no step reads all of them", async () => {
  const { found, most } = await checked();
  expect(found).toBe(0);
  expect(most).toBeLessThan(FACTS);
});

test("rows that are missing, wrong or too many are put right, each counted once", async () => {
  const rows = await db.getAll("registers");
  expect(rows).toHaveLength(FACTS);
  await db.delete("registers", `met/${fact("f3")}`);
  await db.delete("registers", `met/${fact("f699")}`);
  const [, , , , row] = rows;
  if (row) await db.put("registers", { ...row, atMs: 1 });
  await db.put("registers", { name: "setting/theme", id: "x" as never, atMs: 0, key: "theme", value: "dark" });
  expect((await checked()).found).toBe(4);
  expect(await db.getAll("registers")).toEqual(rows);
  expect((await checked()).found).toBe(0);
});
