import "../../ui/styles/report-page.css";
import { type JSX, render } from "preact";
import { exchangeClient, startWorker } from "../../exchange/client.ts";
import { isInContainer, openPlainTab } from "../../platform/container.ts";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { readReport } from "../../session/read-report.ts";
import { ReportSheet } from "../../ui/report/ReportSheet.tsx";
import { ContainerNote } from "../../ui/study/ContainerNote.tsx";
import { TroubleView } from "../../ui/study/TroubleView.tsx";

document.title = t("reportTitle");

async function sheet(): Promise<JSX.Element> {
  if (await isInContainer()) {
    return <ContainerNote onOpen={() => logFailure("opening a plain tab", openPlainTab())} />;
  }
  const read = await readReport(exchangeClient(startWorker));
  if ("trouble" in read) return <TroubleView message={read.trouble} loadAgain={() => location.reload()} />;
  return <ReportSheet report={read.report} />;
}

logFailure(
  "making the report",
  sheet().then((made) => render(made, document.body)),
);
