/** What stands in place of a card, or opens over it. One module, so that it is one part: see `page-parts.ts`. */

export { StageDialog } from "./dialogs/StageDialog.tsx";
export { PopupOnlyPage } from "./newtab/PopupOnlyPage.tsx";
export { QuietTab } from "./newtab/QuietTab.tsx";
export { ReadStage } from "./read/ReadStage.tsx";
