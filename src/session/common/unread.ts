/**
 * What was written is written: the page is only the poorer for what it cannot read now. A reading that finds its connection
 * closed is no fault: whoever closed it knows, or has another one opened, with which the page reads again.
 */
export const unread =
  <T>(what: string, instead: T) =>
  (error: unknown): T => {
    const isClosed = error instanceof DOMException && error.name === "InvalidStateError";
    if (!isClosed) console.error(`${what} could not be read:`, error);
    return instead;
  };
