import type { ExchangeClient } from "../exchange/client.ts";
import type { Report } from "../exchange/report.ts";
import { failureSentence } from "./worker-failure.ts";

/** The data of the printed report, or the sentence that says why there is none. */
export async function readReport(
  client: ExchangeClient,
): Promise<{ readonly report: Report } | { readonly trouble: string }> {
  try {
    return { report: await client.report() };
  } catch (error) {
    console.error("the report could not be made:", error);
    return { trouble: failureSentence(error) };
  }
}
