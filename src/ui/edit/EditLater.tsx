import type { JSX } from "preact";
import { part } from "../hooks/part.ts";
import { WithPart } from "../parts/WithPart.tsx";
import type { EditProps } from "./EditDialog.tsx";

const EDITOR = part(() => import("./EditDialog.tsx"));

/** The dialog for the wording of one card, which is loaded when it is wanted for the first time. */
export const EditLater = (props: EditProps): JSX.Element => (
  <WithPart part={EDITOR}>{({ EditDialog }) => <EditDialog {...props} />}</WithPart>
);
