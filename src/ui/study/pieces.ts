/** What a card and its frame show beside a plain question. One module, so that it is one part: see `page-parts.ts`. */
export { Picture } from "../parts/Picture.tsx";
export { AnswerPanel } from "../review/AnswerPanel.tsx";
export { Pathway } from "../review/Pathway.tsx";
export { TypedPart } from "../review/TypedAnswer.tsx";
export { suggestionOf, wronglySaid } from "../review/verdict.ts";
export { FolderLine } from "./FolderLine.tsx";
export { Glossary } from "./Glossary.tsx";
export { GradeBar } from "./GradeBar.tsx";
export { MorePanel } from "./MorePanel.tsx";
