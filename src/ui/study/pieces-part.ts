import { part } from "../hooks/part.ts";

/** What stands on a card and around it, beside its plain question. */
export const PIECES = part(() => import("./pieces.ts"));
