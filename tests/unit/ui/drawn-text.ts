import type { ComponentChildren, VNode } from "preact";

/** The text of what a component without hooks draws, components within it included. */
export function textOf(drawn: ComponentChildren): string {
  if (Array.isArray(drawn)) return drawn.map(textOf).join("");
  if (typeof drawn !== "object" || drawn === null || !("props" in drawn))
    return typeof drawn === "boolean" ? "" : `${drawn ?? ""}`;
  const { type, props } = drawn as VNode<{ children?: ComponentChildren }>;
  return textOf(typeof type === "function" ? (type as (given: object) => ComponentChildren)(props) : props.children);
}
