/** The grades, and which of them an attempt speaks for. One module, so that it is one part: see `page-parts.ts`. */
export { suggestionOf } from "../review/verdict.ts";
export { GradeBar } from "./GradeBar.tsx";
