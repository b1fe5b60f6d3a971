import "../../ui/styles/settings-page.css";
import { render } from "preact";
import { exchangeClient, startWorker } from "../../exchange/client.ts";
import { report } from "../../platform/report.ts";
import { openOptions } from "../../ui/hooks/open-options.ts";
import { TroubleView } from "../../ui/study/TroubleView.tsx";
import { OptionsPage } from "./OptionsPage.tsx";

report(
  "opening the options",
  openOptions().then((opened) => {
    const page =
      "trouble" in opened ? (
        <TroubleView message={opened.trouble} />
      ) : (
        <OptionsPage {...opened} exchange={exchangeClient(startWorker)} />
      );
    render(page, document.body);
  }),
);
