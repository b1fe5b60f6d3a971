/**
 * A picture as data: shapes, labels and arrows, drawn by our own component. A deck can come from anybody, so there is
 * no markup in it, and nothing that could become markup. Places are in units of the drawing's own size.
 */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a colour stands for; the theme decides which one it is, and no meaning hangs on it alone. */
export type Tone = "ink" | "faint" | "paper" | "bone" | "cell" | "blood" | "signal" | "mineral" | "organ";

/** Which way an arrow acts: its end is a point, a bar, a dot or nothing. */
export type ArrowSign = "raises" | "lowers" | "regulates" | "none";

interface Drawn {
  /** Unique within the drawing. */
  readonly id: string;
}

interface Filled extends Drawn {
  /** Null is left open. */
  readonly fill: Tone | null;
  /** Null has no outline. */
  readonly line: Tone | null;
  readonly weight: "thin" | "normal" | "thick";
  readonly dashed: boolean;
}

export interface Box extends Filled {
  readonly kind: "box";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The radius of its corners. */
  readonly corner: number;
}

export interface Ellipse extends Filled {
  readonly kind: "ellipse";
  readonly center: Point;
  readonly radiusX: number;
  readonly radiusY: number;
  /** Clockwise, in degrees. */
  readonly turn: number;
}

/** A line or an area through at least two points, straight or as one smooth curve. */
export interface Outline extends Filled {
  readonly kind: "outline";
  readonly points: readonly Point[];
  readonly smooth: boolean;
  readonly closed: boolean;
}

export interface Label extends Drawn {
  readonly kind: "label";
  readonly at: Point;
  readonly text: string;
  readonly align: "start" | "middle" | "end";
  readonly size: "small" | "normal" | "large";
}

/** A link of at least two points; the sign stands at the last. */
export interface Arrow extends Drawn {
  readonly kind: "arrow";
  readonly points: readonly Point[];
  readonly smooth: boolean;
  readonly sign: ArrowSign;
  readonly dashed: boolean;
  readonly weight: "thin" | "normal" | "thick";
}

export type Part = Box | Ellipse | Outline | Label | Arrow;

export interface Drawing {
  /** Unique within its deck. */
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly height: number;
  /** In the order in which they are drawn, the lowest first. */
  readonly parts: readonly Part[];
  /**
   * The picture in words, for screen readers, in reading order. A sentence names the parts that it tells of: while one
   * of them is covered, the sentence is left out.
   */
  readonly words: readonly { readonly text: string; readonly tells: readonly string[] }[];
}
