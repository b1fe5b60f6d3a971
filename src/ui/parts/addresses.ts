/** Pages that others lead to, as seen from any page. */
export const LEFT_OUT_PAGE = "../left-out/index.html";
export const SETTINGS_PAGE = "../options/index.html";
export const PROGRESS_PAGE = "../progress/index.html";
