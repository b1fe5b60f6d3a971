/** What draws the questions that are more than words. */
export { Picture } from "../parts/Picture.tsx";
export { Pathway } from "./Pathway.tsx";
