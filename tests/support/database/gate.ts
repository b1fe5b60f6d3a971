/**
 * A gate at which whoever writes waits for its turn. A test puts it before the transactions by
 *
 *     vi.mock("…/src/store/database/transaction.ts", async (original) =>
 *       (await import("…/support/database/gate.ts")).gated(await original()),
 *     );
 *
 * So this file imports nothing that is run: what imports the transactions would wait for itself.
 */
import type * as transactions from "../../../src/store/database/transaction.ts";
import type { Database } from "../../../src/store/opening/open.ts";

interface Gate {
  /** Where whoever works waits until it is its turn; null where nobody has to. */
  pass: ((db: Database) => Promise<void>) | null;
  /** Where what was written is looked at, before anybody else goes on; null where nobody does. */
  written: ((db: Database) => Promise<void>) | null;
}
export const gate: Gate = { pass: null, written: null };

/** The same transactions, each behind the gate. */
export const gated = (real: typeof transactions) => ({
  ...real,
  write: async (...[db, ...rest]: Parameters<typeof real.write>) => {
    await gate.pass?.(db);
    const result = await real.write(db, ...rest);
    await gate.written?.(db);
    return result;
  },
});
