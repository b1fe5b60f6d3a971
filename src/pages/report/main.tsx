import "../../ui/styles/report-page.css";
import { render } from "preact";
import { exchangeClient, startWorker } from "../../exchange/client.ts";
import { t } from "../../platform/i18n.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { readReport } from "../../session/read-report.ts";
import { ReportSheet } from "../../ui/report/ReportSheet.tsx";
import { TroubleView } from "../../ui/study/TroubleView.tsx";

document.title = t("reportTitle");
logFailure(
  "making the report",
  readReport(exchangeClient(startWorker)).then((read) => {
    const sheet = "trouble" in read ? <TroubleView message={read.trouble} /> : <ReportSheet report={read.report} />;
    render(sheet, document.body);
  }),
);
