import { part } from "../hooks/part.ts";

/** What opens over the card in front. */
export const DIALOG = part(() => import("./StageDialog.tsx"));
