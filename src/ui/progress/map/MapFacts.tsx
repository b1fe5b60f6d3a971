import type { JSX } from "preact";
import type { FactId } from "../../../core/ids.ts";
import type { MapNode } from "../../../core/map/deck-map.ts";
import { plural, t } from "../../../platform/i18n.ts";
import { counted } from "../../parts/figures.ts";
import { standingName, standingText } from "../../parts/ring-words.ts";
import { isPickedEdge, type KnownEdge, type KnownSheet, nodeName, nodeText, type Picked, toldBy } from "./map-words.ts";

interface Props {
  readonly known: KnownSheet;
  readonly picked: Picked | null;
}

/** Beside the map: the facts of what is picked, which are read out while the focus stays on the map. */
export function MapFacts({ known, picked }: Props): JSX.Element {
  const { sheet, edges } = known;
  if (picked === null) {
    const facts = new Set(sheet.edges.flatMap((edge) => edge.facts));
    const begun = [...facts].filter((id) => (known.facts.get(id)?.begun ?? 0) > 0).length;
    return (
      <div class="map-facts" role="status">
        <p>{t("mapLead", begun, counted("countFacts", facts.size))}</p>
        <p class="fine">{t("mapHint")}</p>
      </div>
    );
  }
  const own = edges.filter(({ edge }) =>
    picked.kind === "node" ? edge.from === picked.id || edge.to === picked.id : isPickedEdge(picked, edge),
  );
  return (
    <div class="map-facts" role="status">
      <h2 class="map-picked">{headingOf(known, picked)}</h2>
      <Sentences known={known} edges={own} />
    </div>
  );
}

function headingOf({ sheet, nameless }: KnownSheet, picked: Picked): string {
  const named = (id: string): string => {
    const node = sheet.nodes.find((one) => one.id === id);
    return node ? nodeName(node, nameless) : "";
  };
  return picked.kind === "node" ? named(picked.id) : `${named(picked.from)} – ${named(picked.to)}`;
}

function Sentences({
  known,
  edges,
}: {
  readonly known: KnownSheet;
  readonly edges: readonly KnownEdge[];
}): JSX.Element {
  const { facts, hidden } = toldBy(edges, known.nameless);
  return (
    <ul class="map-sentences">
      {facts.map((id) => (
        <li key={id}>
          {known.statements[id]} <span class="know-standing">{standingOf(known, id)}</span>
        </li>
      ))}
      {hidden > 0 && <li class="map-hidden">{plural("mapHiddenFact", hidden)}</li>}
    </ul>
  );
}

function standingOf({ facts }: KnownSheet, id: FactId): string {
  const fact = facts.get(id);
  return fact ? standingText(fact) : standingName("new");
}

/** All that the map shows, in words: each entity with what leads from it. */
export function MapInWords({ known }: { readonly known: KnownSheet }): JSX.Element {
  const { sheet, edges } = known;
  const from = (node: MapNode): KnownEdge[] => edges.filter(({ edge }) => edge.from === node.id);
  return (
    <details class="map-in-words">
      <summary>{t("mapWords")}</summary>
      <ul>
        {sheet.nodes.map((node) => (
          <li key={node.id}>
            {nodeText(known, node)}
            {from(node).length > 0 && <Sentences known={known} edges={from(node)} />}
          </li>
        ))}
      </ul>
    </details>
  );
}
