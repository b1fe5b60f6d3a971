/** What was written is written: the page is only the poorer for what it cannot read now. */
export const unread =
  <T>(what: string, instead: T) =>
  (error: unknown): T => {
    console.error(`${what} could not be read:`, error);
    return instead;
  };
