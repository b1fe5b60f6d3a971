import type { ComponentChildren, JSX } from "preact";
import { type MessageKey, t, uiLanguage } from "../../platform/i18n.ts";
import { numberText } from "../parts/figures.ts";

/** A line of what is said about a file. @param props.name what it counts, for tests */
export const Line = ({
  name,
  label,
  value,
}: {
  readonly name?: string;
  readonly label: string;
  readonly value: string;
}): JSX.Element => (
  <>
    <dt>{label}</dt>
    <dd data-count={name}>{value}</dd>
  </>
);

/** A line only where there is any of it. */
export const Count = ({
  name,
  label,
  count,
}: {
  readonly name: string;
  readonly label: MessageKey;
  readonly count: number;
}): JSX.Element | null => (count === 0 ? null : <Line name={name} label={t(label)} value={numberText(count)} />);

/** A line that names what there is, where there is something. */
export const List = (props: {
  readonly name: string;
  readonly label: MessageKey;
  readonly items: readonly string[];
}): JSX.Element | null =>
  props.items.length === 0 ? null : (
    <Line name={props.name} label={t(props.label)} value={new Intl.ListFormat(uiLanguage()).format(props.items)} />
  );

/** What the line before consists of, as a list within it: whoever adds up all lines would count it twice. */
export const Parts = ({ children }: { readonly children: ComponentChildren }): JSX.Element => (
  <dd class="preview-parts">
    <dl>{children}</dl>
  </dd>
);
