import type { JSX } from "preact";
import { useLater } from "../hooks/use-later.ts";
import type { EditProps } from "./EditDialog.tsx";

const load = () => import("./EditDialog.tsx");

/** The dialog for the wording of one card, which is loaded when it is wanted for the first time. */
export function EditLater(props: EditProps): JSX.Element | null {
  const loaded = useLater(load);
  return loaded && <loaded.EditDialog {...props} />;
}
