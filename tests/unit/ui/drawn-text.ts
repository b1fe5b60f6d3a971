import { type ComponentChildren, isValidElement, type VNode } from "preact";
import { ToldAnew } from "../../../src/ui/parts/ToldAnew.tsx";

export interface Part {
  readonly type: unknown;
  readonly props: {
    readonly children?: ComponentChildren;
    readonly action?: string;
    readonly class?: string;
    readonly forecast?: object | null;
    readonly onPress?: () => void;
  };
}

/** What stands in what was drawn, in its order; components among it are not drawn. */
export function partsIn(drawn: unknown): Part[] {
  if (Array.isArray(drawn)) return drawn.flatMap(partsIn);
  if (!isValidElement(drawn)) return [];
  const part: Part = drawn;
  return [part, ...partsIn(part.props.children)];
}

/** The text of what a component without hooks draws, components within it included. */
export function textOf(drawn: ComponentChildren): string {
  if (Array.isArray(drawn)) return drawn.map(textOf).join("");
  if (typeof drawn !== "object" || drawn === null || !("props" in drawn))
    return typeof drawn === "boolean" ? "" : `${drawn ?? ""}`;
  const { type, props } = drawn as VNode<{ children?: ComponentChildren }>;
  // It has a hook, and draws what stands in it.
  if (type === ToldAnew) return textOf(props.children);
  return textOf(typeof type === "function" ? (type as (given: object) => ComponentChildren)(props) : props.children);
}
