import "../../ui/styles/progress-page.css";
import { render } from "preact";
import { t } from "../../platform/i18n.ts";
import { startProgress } from "../../session/progress/open.ts";
import { drawProgress } from "../../ui/progress/draw-progress.ts";
import { ProgressPage } from "./ProgressPage.tsx";

document.title = t("progressTitle");
drawProgress(() => render(<ProgressPage progress={startProgress()} />, document.body));
