import "fake-indexeddb/auto";
import { vi } from "vitest";

/** A row that has this field cannot be read, alone or among others, until another is written in its place. */
export const UNREADABLE = { unreadable: true } as const;

interface Asked {
  readonly operation: () => unknown;
}
type Execute = (this: unknown, asked: Asked) => IDBRequest;

const isBroken = (row: unknown): boolean =>
  typeof row === "object" && row !== null && "unreadable" in row && row.unreadable === true;

/**
 * From now on requests for such rows fail as they do where a browser's files are damaged: by an error event, which ends the
 * transaction unless somebody prevents that.
 */
export function breakRows(): void {
  const prototype = IDBTransaction.prototype as unknown as { _execRequestAsync: Execute };
  const execute = prototype._execRequestAsync;
  vi.spyOn(prototype, "_execRequestAsync").mockImplementation(function (this: unknown, asked) {
    const operation = (): unknown => {
      const result = asked.operation();
      if (isBroken(result) || (Array.isArray(result) && result.some(isBroken)))
        throw new DOMException("the row cannot be read", "UnknownError");
      return result;
    };
    return execute.call(this, { ...asked, operation });
  });
}
