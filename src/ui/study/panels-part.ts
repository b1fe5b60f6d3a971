import { part } from "../hooks/part.ts";

/** What a button opens over the bar. */
export const PANELS = part(() => import("./panels.ts"));
