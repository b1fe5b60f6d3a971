/** What a card and its frame show beside a plain question. One module, so that it is one part: see `page-parts.ts`. */
export { Picture } from "../parts/Picture.tsx";
export { AnswerPanel } from "../review/AnswerPanel.tsx";
export { Pathway } from "../review/Pathway.tsx";
export { TypedPart } from "../review/TypedAnswer.tsx";
export { suggestionOf, wronglySaid } from "../review/verdict.ts";
export { GradeBar } from "./card/GradeBar.tsx";
export { FolderLine } from "./frame/FolderLine.tsx";
export { Glossary } from "./frame/Glossary.tsx";
export { MorePanel } from "./frame/MorePanel.tsx";
