/** The id of the heading by which what is read is called; there is one at a time. */
export const NOTICE_TITLE = "notice-title";
