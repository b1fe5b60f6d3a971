import type { JSX } from "preact";
import { useLater } from "../hooks/use-later.ts";
import type { LeechProps } from "./LeechStage.tsx";
import { StudyFrame } from "./StudyFrame.tsx";

const load = () => import("./LeechStage.tsx");

/** The word about a card that is forgotten again and again, which few visits ever need. */
export function LeechLater(props: LeechProps): JSX.Element {
  const loaded = useLater(load);
  return loaded ? <loaded.LeechStage {...props} /> : <StudyFrame {...props.frame} bar={null} />;
}
