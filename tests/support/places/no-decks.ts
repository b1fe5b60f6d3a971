/** An extension that brings no deck. */
export const NO_DECKS = { versions: async () => [], deck: () => Promise.reject(new Error("no deck")) };
