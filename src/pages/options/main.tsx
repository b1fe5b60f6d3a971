import "../../ui/styles/settings-page.css";
import { render } from "preact";
import { t } from "../../platform/i18n.ts";
import { startOptions } from "../../session/options/open.ts";
import { OptionsPage } from "./OptionsPage.tsx";

document.title = t("optionsTitle");
render(<OptionsPage options={startOptions()} />, document.body);
