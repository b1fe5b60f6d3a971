import type { JSX } from "preact";
import type { Link } from "../../core/deck.ts";
import { type MessageKey, t } from "../../platform/i18n.ts";

const WORDS: Record<Link, MessageKey> = {
  makes: "linkMakes",
  raises: "linkRaises",
  lowers: "linkLowers",
  regulates: "linkRegulates",
  converts: "linkConverts",
  "leads-to": "linkLeadsTo",
};

/** The head of the line, drawn pointing down; styles turn it where the chain runs sideways. */
function Head({ link }: { link: Link }): JSX.Element {
  switch (link) {
    case "lowers":
      return <path d="M3 21h14" />;
    case "regulates":
      return <circle cx={10} cy={18} r={4} class="connector-dot" />;
    case "makes":
    case "raises":
    case "converts":
    case "leads-to":
      return <path d="M4.500 15.500 10 21l5.500-5.500" />;
  }
}

/** A link of a pathway: an arrow, a T-bar for lowers, a dot for regulates, and always its word. */
export function Connector({ link }: { link: Link }): JSX.Element {
  return (
    <span class="connector">
      <svg viewBox="0 0 20 24" aria-hidden="true">
        <path
          d={link === "regulates" ? "M10 1v14" : "M10 1v20"}
          stroke-dasharray={link === "converts" ? "4 3" : "none"}
        />
        <Head link={link} />
      </svg>
      <span class="connector-word">{t(WORDS[link])} </span>
    </span>
  );
}
