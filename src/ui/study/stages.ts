/** What stands in place of a card, or opens over it. One module, so that it is one part: see `page-parts.ts`. */
export { PopupOnlyPage } from "./PopupOnlyPage.tsx";
export { QuietTab } from "./QuietTab.tsx";
export { ReadStage } from "./ReadStage.tsx";
export { StageDialog } from "./StageDialog.tsx";
