/** What a card needs beside its plain question, loaded apart. */
import { part } from "../hooks/part.ts";

export const ANSWER = part(() => import("./AnswerPanel.tsx"));
export const DRAWN = part(() => import("./drawn.ts"));
export const SAID = part(() => import("./said.ts"));
