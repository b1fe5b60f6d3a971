import type { JSX } from "preact";
import { t } from "../../../platform/i18n.ts";

/** What is said of numbers that may be wrong for a while. It goes by itself; its place is there before, so that it is said aloud. */
export const CountingAnew = ({ isCountingAnew }: { readonly isCountingAnew: boolean }): JSX.Element => (
  <div role="status">{isCountingAnew && <p class="fine">{t("numbersCountingAnew")}</p>}</div>
);
