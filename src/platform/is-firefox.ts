/** Told by the address: it is asked before anything else can be. */
export const isFirefox = (): boolean => globalThis.location?.protocol === "moz-extension:";
