/**
 * What the learner said before the answer: the field it is typed in, and what it means beside the answer. One module, so
 * that it is one part: see `study/page-parts.ts`.
 */
export { TypedPart } from "./TypedAnswer.tsx";
export { wronglySaid } from "./verdict.ts";
