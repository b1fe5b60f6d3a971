/** What the parts of the options page stand on, over a real database and without a browser. */
import { vi } from "vitest";
import type { Guarded } from "../../../src/copies/record/open-guarded.ts";
import { watchConnection } from "../../../src/session/common/connection.ts";
import { reopening } from "../../../src/session/common/reopening.ts";
import { type OptionsBase, optionsBase } from "../../../src/session/options/base.ts";
import { type Database, openDatabase } from "../../../src/store/opening/open.ts";

export interface BaseUnderTest {
  readonly base: OptionsBase;
  readonly db: Database;
  readonly announce: ReturnType<typeof vi.fn<() => void>>;
  readonly copyAll: ReturnType<typeof vi.fn>;
}

export async function optionsUnderTest(): Promise<BaseUnderTest> {
  const watch = watchConnection(
    () => {},
    async () => {},
  );
  const db = await openDatabase(watch.options);
  const announce = vi.fn<() => void>();
  const copyAll = vi.fn(async () => ({ notice: null, changed: false, complete: true }));
  const guarded = { db, copyAll, journaled: async () => {} } as Partial<Guarded> as Guarded;
  return { base: await optionsBase(() => guarded, { announce }, watch, reopening()), db, announce, copyAll };
}
