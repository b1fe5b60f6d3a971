import type { JSX } from "preact";
import type { PathwayStep } from "../../core/deck/deck.ts";
import { t } from "../../platform/i18n.ts";
import { useDeckLang } from "../parts/deck-language.ts";
import { Rich } from "../parts/Rich.tsx";
import { Connector } from "./Connector.tsx";

interface Props {
  readonly steps: readonly PathwayStep[];
  /** What to write into the gap; leave it out to keep the gap open. */
  readonly fill?: string | undefined;
}

/** A drawn chain. Read as text it is a list of stations, each with the word of the link that leads to it. */
export function Pathway({ steps, fill }: Props): JSX.Element {
  return (
    <>
      {/* As a name of the list it would be read out in place of the stations, where the focus is on the question. */}
      <span class="visually-hidden">{t("pathwayLabel")}: </span>
      <ol class="pathway">
        {steps.map((step, index) => (
          <li key={index} class="pathway-step">
            {step.link !== null && <Connector link={step.link} />}
            {step.gap ? <Gap fill={fill} /> : <Station step={step} />}
          </li>
        ))}
      </ol>
    </>
  );
}

function Station({ step }: { step: PathwayStep }): JSX.Element {
  return (
    <span class="pathway-node">
      <Rich text={step.label} />
    </span>
  );
}

function Gap({ fill }: { fill: string | undefined }): JSX.Element {
  const lang = useDeckLang();
  if (fill === undefined) {
    return (
      <span class="pathway-node pathway-gap">
        <span class="visually-hidden">{t("pathwayGap")}</span>
        <span aria-hidden="true">?</span>
      </span>
    );
  }
  return (
    <span class="pathway-node pathway-gap" lang={lang} data-filled>
      <span class="fitted" style={{ "--letters": fill.length }}>
        {fill}
      </span>
    </span>
  );
}
