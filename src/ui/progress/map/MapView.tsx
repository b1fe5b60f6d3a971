import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { MapSheet } from "../../../core/map/deck-map.ts";
import { t } from "../../../platform/i18n.ts";
import type { ProgressParts } from "../../../session/progress/open.ts";
import type { KnownMap } from "../../../session/progress/read-map.ts";
import { useLive } from "../../hooks/use-live.ts";
import { useRead } from "../../hooks/use-read.ts";
import { MapFacts, MapInWords } from "./MapFacts.tsx";
import { MapFrame } from "./MapFrame.tsx";
import { MapLegend } from "./MapLegend.tsx";
import { knownSheet, type Picked } from "./map-words.ts";

/** The facts as what they are: entities, and lines as strong as what one remembers. It follows while other pages grade. */
export function MapView({ parts }: { readonly parts: Pick<ProgressParts, "knowledge" | "readMaps"> }): JSX.Element {
  const knowledge = useLive(parts.knowledge);
  const maps = useRead("the maps", parts.readMaps, [knowledge, parts.readMaps]);
  if (maps.kind === "reading") return <p>{t("mapReading")}</p>;
  if (maps.kind === "failed") return <p role="alert">{t("mapFailed")}</p>;
  if (maps.value.length === 0) return <p>{t("mapNone")}</p>;
  return (
    <>
      {maps.value.map((known) => (
        <DeckMapSection key={known.map.deck} known={known} />
      ))}
    </>
  );
}

function DeckMapSection({ known }: { readonly known: KnownMap }): JSX.Element | null {
  const { map } = known;
  const [chosen, setChosen] = useState("core");
  const [picked, setPicked] = useState<Picked | null>(null);
  const sheet = map.sheets.find(({ id }) => id === chosen) ?? map.sheets[0];
  const drawn = useMemo(() => sheet && knownSheet(known, sheet), [known, sheet]);
  if (!sheet || !drawn) return null;
  return (
    <section class="map-view" aria-label={map.title}>
      <MapFrame
        key={sheet.id}
        known={drawn}
        title={`${map.title}, ${titleOf(sheet)}`}
        picked={picked}
        onPick={setPicked}
      >
        <label class="map-sheets">
          {t("mapSheets")}
          <select
            name="sheet"
            value={sheet.id}
            onChange={({ currentTarget }) => {
              setChosen(currentTarget.value);
              setPicked(null);
            }}
          >
            {map.sheets.map((one) => (
              <option key={one.id} value={one.id}>
                {titleOf(one)}
              </option>
            ))}
          </select>
        </label>
      </MapFrame>
      <div class="map-side">
        <MapFacts known={drawn} picked={picked} />
        <MapLegend known={drawn} />
        <MapInWords known={drawn} />
      </div>
    </section>
  );
}

const titleOf = ({ title }: Pick<MapSheet, "title">): string => title ?? t("mapCore");
