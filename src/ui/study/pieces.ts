/** What a card and its frame show beside a plain question. One module, so that it is one part: see `page-parts.ts`. */
export * from "../review/pieces.ts";
export { suggestionOf, wronglySaid } from "../review/verdict.ts";
export { FolderLine } from "./frame/FolderLine.tsx";
export { Glossary } from "./frame/Glossary.tsx";
export { GradeBar } from "./frame/GradeBar.tsx";
export { MorePanel } from "./frame/MorePanel.tsx";
