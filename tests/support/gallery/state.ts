import type { JSX } from "preact";

export type Layout = "popup" | "page";

/** One state of one component, as the gallery shows it. */
export interface State {
  /** Where the state can occur. */
  readonly layouts: readonly Layout[];
  readonly draw: (layout: Layout) => JSX.Element;
  /** What a user does to get there, once it is drawn; where that takes a while, the state is there when it is done. */
  readonly act?: () => void | Promise<void>;
}
