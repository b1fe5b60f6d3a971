import { keepRing, readKeptRing } from "../../platform/kept-text.ts";
import { drawKept } from "../parts/draw-kept.ts";

/** @param draw reads the kept ring as well */
export const drawProgress = (draw: () => void): void => drawKept(draw, readKeptRing() !== null, () => keepRing(null));
