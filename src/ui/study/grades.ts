export { suggestionOf } from "../review/verdict.ts";
export { GradeBar } from "./GradeBar.tsx";
