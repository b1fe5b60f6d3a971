import { browser, type Permissions } from "./browser.ts";

type Name = "downloads" | "notifications";

/** A permission that the user gives in the options and may withdraw at any time, also in the browser's own settings. */
export interface Permission {
  readonly has: () => Promise<boolean>;
  /**
   * Asks the user for it. Must be called directly in the handler of a click, before anything is waited for.
   * @returns whether it was given
   */
  readonly ask: () => Promise<boolean>;
  readonly giveBack: () => Promise<void>;
}

/** One of the permissions that the manifest calls optional. */
export function permission(name: Name): Permission {
  const asked: Permissions.Permissions = { permissions: [name] };
  return {
    has: () => browser.permissions.contains(asked),
    ask: () => browser.permissions.request(asked),
    giveBack: async () => {
      await browser.permissions.remove(asked);
    },
  };
}
