/** The map of a deck: its facts as what they are, laid out when the deck is built. The page only draws it. */
import type { Point } from "../deck/drawing.ts";
import type { DeckId, EntityId, FactId } from "../ids.ts";

/** What an entity is drawn as. `other` is what is none of these: a name, a measure, a food. */
export type MapKind = "cell" | "signal" | "organ" | "substance" | "effect" | "condition" | "other";

/** How a line ends: an arrow raises, a bar lowers, a dot regulates; `open` says nothing of that, its words do. */
export type MapEnd = "arrow" | "bar" | "dot" | "open";

export interface MapBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface MapNode extends MapBox {
  readonly id: EntityId;
  readonly kind: MapKind;
  /** The name, broken where it is long. */
  readonly lines: readonly string[];
  /** Inside the boundary of the deck's container. */
  readonly inside: boolean;
}

/** All facts that lead from one entity to another, as one line. */
export interface MapEdge {
  readonly from: EntityId;
  readonly to: EntityId;
  readonly end: MapEnd;
  readonly facts: readonly FactId[];
  /** From the border of `from` to that of `to`, at least two points; all turns are right angles. */
  readonly points: readonly Point[];
  /** The words where the end does not say all. */
  readonly label: (MapBox & { readonly lines: readonly string[] }) | null;
}

/** One picture: the core of the deck, or a chapter. */
export interface MapSheet {
  /** `core` or the id of a chapter. */
  readonly id: string;
  /** The chapter's title; null for the core. */
  readonly title: string | null;
  readonly width: number;
  readonly height: number;
  /** The boundary inside which a part of the entities stands; null where none of them does. */
  readonly container: (MapBox & { readonly title: string }) | null;
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

export interface DeckMap {
  readonly deck: DeckId;
  readonly title: string;
  /** The sentence of each fact that is drawn. */
  readonly statements: Readonly<Record<string, string>>;
  readonly sheets: readonly MapSheet[];
}
