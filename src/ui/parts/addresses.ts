import { ASKED } from "../../platform/asked-to-study.ts";

/** Pages that others lead to, as seen from any page. */
export const LEFT_OUT_PAGE = "../left-out/index.html";
export const SETTINGS_PAGE = "../options/index.html";
export const PROGRESS_PAGE = "../progress/index.html";
/** Of that page the list of all cards, of which those are shown that are suspended. */
export const OF_SUSPENDED = "#cards/suspended";
export const SUSPENDED_CARDS = `${PROGRESS_PAGE}${OF_SUSPENDED}`;
/** The study page in a tab, also where new tabs are not Osteon's, or quiet. */
export const STUDY_PAGE = `../newtab/index.html${ASKED}`;
