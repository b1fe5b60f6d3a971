/** That a page was loaded again because its learner wants to study after all: then the keys are for the study, at once. */

const KEY = "osteon:loaded-to-study";

/** Loads this page again. */
export function loadToStudy(): void {
  sessionStorage.setItem(KEY, "yes");
  location.reload();
}

/** Whether this page was loaded so. To be asked once by each page. */
export function wasLoadedToStudy(): boolean {
  const was = sessionStorage.getItem(KEY) !== null;
  sessionStorage.removeItem(KEY);
  return was;
}
