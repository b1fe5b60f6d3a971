import type { JSX } from "preact";
import { t } from "../../platform/i18n.ts";

interface Props {
  /** Addresses with what they are called. */
  readonly ways: readonly (readonly [href: string, name: string])[];
}

/** The ways from a page to the other pages, at the end of its head. */
export const PageWays = ({ ways }: Props): JSX.Element => (
  <nav class="page-ways" aria-label={t("waysTitle")}>
    {ways.map(([href, name]) => (
      <a key={href} class="quiet-button" href={href}>
        {name}
      </a>
    ))}
  </nav>
);
