import type { Database } from "../../../src/store/opening/open.ts";

/**
 * A database at which something else is done before certain requests are made.
 * @param how and store: of requests that are made of the database itself, not within a transaction
 * @param times at the first so many of them
 */
export function whenAsked(
  db: Database,
  how: "get" | "getAll",
  store: string,
  then: () => Promise<unknown>,
  times = 1,
): Database {
  let left = times;
  return new Proxy(db, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      if (name !== how) return value.bind(target);
      return async (...asked: readonly unknown[]) => {
        if (asked[0] === store && left-- > 0) await then();
        return value.apply(target, asked);
      };
    },
  });
}
