// The background only wires: listeners are registered at once, since the browser wakes it for those alone.
import { takeSteps } from "../care/steps.ts";
import type { Guarded } from "../copies/record/open-guarded.ts";
import { keepTicking, onWake } from "../platform/alarm.ts";
import { onInstalled, onStartup } from "../platform/lifecycle.ts";
import { logFailure } from "../platform/log-failure.ts";
import { listenForStudyKey } from "../platform/study-key.ts";
import { forgetting } from "../session/common/forgetting.ts";
import { installBundledDecks } from "../session/common/install-bundled-decks.ts";
import { listenForChanges } from "../store/database/changes.ts";
import { refreshBadge } from "./badge.ts";
import { keepReminding } from "./keep-reminding.ts";
import { lookAfter } from "./look-after.ts";
import { onceQuiet } from "./once-quiet.ts";
import { withDatabase } from "./with-database.ts";

const showBadge = ({ db }: Guarded): Promise<void> => refreshBadge(db);
const refresh = (): void => logFailure("refreshing the badge", withDatabase(showBadge));

const wake = (): void => {
  refresh();
  logFailure("keeping the data safe", withDatabase(care));
};

const care = async (guarded: Guarded): Promise<void> => {
  if (!(await lookAfter(guarded))) return;
  changes.announce();
  await showBadge(guarded);
};

const install = async ({ db }: Guarded): Promise<void> => {
  if (await installBundledDecks(db)) changes.announce();
};

const bringUp = (): void =>
  logFailure(
    "bringing everything up",
    withDatabase((guarded) =>
      takeSteps({
        "installing the decks": () => install(guarded),
        "refreshing the badge": () => showBadge(guarded),
        "keeping the data safe": () => care(guarded),
      }),
    ),
  );

onInstalled(bringUp);
onStartup(bringUp);
onWake(wake);
keepReminding();
listenForStudyKey();
logFailure("keeping the half-hourly wake-up", keepTicking());
// Pages show the badge themselves after a grade; this is for those that write without a queue. In Chromium nothing is forgotten.
const changes = forgetting(listenForChanges(onceQuiet(refresh)));
