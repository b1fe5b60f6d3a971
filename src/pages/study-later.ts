/** What popup and new tab do once their first look is painted, or where there is none: all that draws, and the session. */
export { drawSession } from "./draw-session.ts";
export { openQuiet } from "./newtab/main.tsx";
