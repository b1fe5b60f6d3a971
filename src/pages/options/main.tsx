import "../../ui/styles/settings-page.css";
import { render } from "preact";
import { exchangeClient, startWorker } from "../../exchange/client.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { openOptions } from "../../ui/hooks/open-options.ts";
import { SettingsFrame } from "../../ui/options/SettingsFrame.tsx";
import { TroubleView } from "../../ui/study/TroubleView.tsx";
import { OptionsPage } from "./OptionsPage.tsx";
import { RebuildPage } from "./RebuildPage.tsx";

logFailure(
  "opening the options",
  openOptions().then((opened) => {
    const page =
      "trouble" in opened ? (
        opened.damaged ? (
          <RebuildPage message={opened.trouble} />
        ) : (
          <SettingsFrame>
            <TroubleView message={opened.trouble} />
          </SettingsFrame>
        )
      ) : (
        <OptionsPage {...opened} exchange={exchangeClient(startWorker)} />
      );
    render(page, document.body);
  }),
);
