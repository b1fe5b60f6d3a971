import { part } from "../hooks/part.ts";

/** For the few whom the browser wants asked again for the folder that they share; for nobody else it is loaded. */
export const FOLDER = part(() => import("./FolderLine.tsx"));
