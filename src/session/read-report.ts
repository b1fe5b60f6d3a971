import { type ExchangeClient, ExchangeError } from "../exchange/client.ts";
import type { Report } from "../exchange/report.ts";
import { t } from "../platform/i18n.ts";
import { problemSentence } from "./problem-sentence.ts";

/** The data of the printed report, or the sentence that says why there is none. */
export async function readReport(
  client: ExchangeClient,
): Promise<{ readonly report: Report } | { readonly trouble: string }> {
  try {
    return { report: await client.report() };
  } catch (error) {
    console.error("the report could not be made:", error);
    if (!(error instanceof ExchangeError)) return { trouble: t("exchange_failed") };
    return { trouble: problemSentence(error.problem) };
  }
}
