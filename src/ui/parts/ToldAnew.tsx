import { type ComponentChildren, Fragment, type JSX } from "preact";
import { useRef } from "preact/hooks";

interface Props {
  /** The result that is told; another object for each. */
  readonly of: unknown;
  /** As elements. */
  readonly children: ComponentChildren;
}

/**
 * Within a region, other elements for each result: one that reads like the one before is no change else, and is not read out.
 */
export function ToldAnew({ of, children }: Props): JSX.Element {
  const last = useRef({ of, turn: 0 });
  if (last.current.of !== of) last.current = { of, turn: last.current.turn + 1 };
  return <Fragment key={last.current.turn}>{children}</Fragment>;
}
