/** Whether the suite runs in its long form; see scripts/faults.mjs. */
export const LONG = process.env.OSTEON_FAULTS === "long";
