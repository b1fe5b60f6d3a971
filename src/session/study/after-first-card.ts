/** What may wait until the first card is being read, and takes nothing from it. Loaded then, with what else comes that late. */
import type { Guarded } from "../../copies/record/open-guarded.ts";
import type { CatchUp } from "../../core/plan/away.ts";
import { logFailure } from "../../platform/log-failure.ts";
import { hasSharedFolder } from "../../store/database/local.ts";
import type { Database } from "../../store/opening/open.ts";
import { whenIdle } from "../common/when-idle.ts";
import type { AllowFolder, FolderFollower } from "../folder/follow-folder.ts";
import { followState } from "./follow-state.ts";
import type { SessionState } from "./session-state.ts";
import type { StudySession } from "./study-session.ts";
import { restoredText } from "./told/opening-notice.ts";

export interface AfterFirstCard {
  /** To be told of each state of the session: badge and clock follow it. */
  readonly follow: (state: SessionState) => void;
  /** To be told when nothing is left to ask: the folder of another machine gets what was answered. */
  readonly ended: () => void;
}

interface Around {
  readonly study: StudySession;
  readonly opened: Guarded;
  /** The connection that there is at the moment of a call. */
  readonly db: () => Database;
  /** Badge and clock follow a study day, and no visit to chosen cards. */
  readonly isVisit: boolean;
  /** Tells other pages that something was written. */
  readonly announce: () => void;
  /** Tells the user, once it is the turn of that. */
  readonly tell: (notice: string) => void;
  /** Told what asks the user for the folder again; null where the browser wants no such thing. */
  readonly onAllow: (allow: AllowFolder | null) => void;
}

/** Begins with all of it at once. */
export function afterFirstCard({ study, opened, db, isVisit, announce, tell, onAllow }: Around): AfterFirstCard {
  const followDay = isVisit ? () => {} : followState(() => logFailure("reading today", study.refresh()));
  let folder: FolderFollower | null = null;

  const news = async (): Promise<void> => {
    announce();
    await study.refresh();
  };
  /** Gives log and second record what only the other has. @returns whether cards have changed by that */
  const compare = async (): Promise<boolean> => {
    const { notice, changed } = await opened.reconcile();
    // Asked for from a page, as Firefox wants it; the answer is shown in the options.
    navigator.storage.persist().catch(() => undefined);
    if (notice) tell(restoredText(notice));
    return changed;
  };
  /** Cards of today that are passed over. Told of before the next card, whatever became of them. */
  const mendUnreadable = async (): Promise<boolean> => {
    const unreadable = study.state().today?.unreadable ?? [];
    if (unreadable.length === 0) return false;
    const { makeAnew } = await import("./make-anew.ts");
    const { mended, sentence } = await makeAnew(opened.db, unreadable);
    tell(sentence);
    return mended > 0;
  };
  let isChoosing = false;
  let offered: CatchUp | null = null;
  /** Which cards come first while the learner catches up, or would by the plan that is offered. */
  const choose = async ({ today, back }: SessionState): Promise<void> => {
    const inForce = today?.plan?.catchUp ?? null;
    const plan = inForce ?? back?.plan ?? null;
    if (!today || !plan || isChoosing || (inForce ? today.portion === "known" : plan === offered)) return;
    isChoosing = true;
    try {
      await whenIdle();
      offered = plan;
      const { choosePortions } = await import("../../store/today/choose-portions.ts");
      const isKept = await choosePortions(db(), today, plan);
      if (isKept && inForce) await (today.portion === "unknown" ? news() : study.refresh());
    } finally {
      isChoosing = false;
    }
  };
  const follow = (state: SessionState): void => {
    followDay(state);
    logFailure("choosing what comes first", choose(state));
  };
  const exchange = async (): Promise<void> => {
    if (!(await hasSharedFolder(opened.db))) return;
    const { followFolder } = await import("../folder/follow-folder.ts");
    folder = followFolder(db, () => logFailure("reading what came in", news()), onAllow);
  };
  const begin = async (): Promise<void> => {
    // Only so that it is there when it is needed.
    await study.prepare().then(study.findUndo, () => undefined);
    const changed = await compare();
    const anew = await mendUnreadable();
    if (changed || anew) await news();
    await exchange();
  };
  follow(study.state());
  logFailure("comparing with the second record", begin());
  return {
    follow,
    ended: () => folder?.visitEnded(),
  };
}
