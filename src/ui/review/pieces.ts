/** What a card shows beside its plain question. It comes later than that, as a part of the page. */
export { Picture } from "../parts/Picture.tsx";
export { AnswerPanel } from "./AnswerPanel.tsx";
export { Pathway } from "./Pathway.tsx";
export { TypedPart } from "./TypedAnswer.tsx";
