/** An element of a picture. There are no other tags, and all text goes through the renderer that escapes it. */
export interface SvgNode {
  readonly tag: "g" | "path" | "rect" | "ellipse" | "text";
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (SvgNode | string)[];
}

export const element = (
  tag: SvgNode["tag"],
  attributes: SvgNode["attributes"],
  ...children: readonly (SvgNode | string)[]
): SvgNode => ({ tag, attributes, children });

/** Hundredths are finer than any screen. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;
