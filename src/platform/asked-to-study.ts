/** Where a page learns that it was opened to study. Apart from who opens it, since a new tab asks this before all else. */

/** What the address ends with then. */
export const ASKED = "#study";

/** Whether this page was opened to study, and is no new tab that may be quiet. */
export const isAskedToStudy = (): boolean => globalThis.location?.hash === ASKED;
