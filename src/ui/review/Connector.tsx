import type { JSX } from "preact";
import type { Link } from "../../core/deck/deck.ts";
import { useDeckLang } from "../parts/deck-language.ts";

/** The head of the line, drawn pointing down; styles turn it where the chain runs sideways. */
function Head({ shape }: Pick<Link, "shape">): JSX.Element {
  if (shape === "bar") return <path d="M3 21h14" />;
  if (shape === "dot") return <circle cx={10} cy={18} r={4} class="connector-dot" />;
  return <path d="M4.500 15.500 10 21l5.500-5.500" />;
}

/** A link of a pathway: an arrow, a T-bar for lowers, a dot for regulates, and always its words. */
export function Connector({ link: { shape, words } }: { link: Link }): JSX.Element {
  return (
    <span class="connector">
      <svg viewBox="0 0 20 24" aria-hidden="true">
        <path d={shape === "dot" ? "M10 1v14" : "M10 1v20"} stroke-dasharray={shape === "dashes" ? "4 3" : "none"} />
        <Head shape={shape} />
      </svg>
      <span class="connector-word" lang={useDeckLang()}>
        {words}{" "}
      </span>
    </span>
  );
}
