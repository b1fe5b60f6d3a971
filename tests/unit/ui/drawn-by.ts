import { type ContainerNode, h, render, type VNode } from "preact";

/** What a component with hooks draws. */
export function drawnBy<Props>(component: (props: Props) => VNode, props: Props): VNode {
  let drawn: VNode | null = null;
  const Around = (): null => {
    drawn = component(props);
    return null;
  };
  render(h(Around, null), { childNodes: [], firstChild: null } as unknown as ContainerNode);
  if (!drawn) throw new Error("nothing was drawn");
  return drawn;
}
