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

/** Where whoever works waits until it is its turn; null where nobody has to. */
export const gate: { pass: ((db: Database) => Promise<void>) | null } = { pass: null };

/** The same transactions, each behind the gate. */
export const gated = (real: typeof transactions) => ({
  ...real,
  write: async (...[db, ...rest]: Parameters<typeof real.write>) => {
    await gate.pass?.(db);
    return real.write(db, ...rest);
  },
});
