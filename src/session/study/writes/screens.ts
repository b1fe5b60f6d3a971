/** What the learner says to a screen that is no card: the welcome, a word that is shown once, an offer, the return, a pause. */
import { MORE_NEW } from "../../../core/log/kinds/plan.ts";
import type { RegisterEvent } from "../../../core/log/kinds.ts";
import { registerName } from "../../../core/log/register-name.ts";
import { CATCH_UP, catchUpText, PAUSE } from "../../../core/plan/away.ts";
import { moreNewWith } from "../../../core/plan/more-new.ts";
import { returnKey, WELCOME } from "../../../core/plan/notice.ts";
import type { Database } from "../../../store/opening/open.ts";
import { isAmong } from "../../../store/settings/switches.ts";
import type { LateParts } from "../session-reading.ts";
import type { StudyWrites } from "../study-session-types.ts";
import type { Writer } from "./writer.ts";

export function screens({
  reading,
  write,
  makerOf,
  made,
}: Writer): Pick<StudyWrites, "answerOffer" | "moreNew" | "comeBack" | "endPause" | "welcome" | "acknowledge"> {
  const { state, db, placed, readAnew } = reading;
  return {
    answerOffer: (asked, wanted) =>
      write(async (today, act) => {
        const { offer } = state();
        if (!offer || !isAmong([asked], offer)) return null;
        const maker = () => makerOf(today);
        if (wanted) await act.setSwitch(db(), offer.deck, offer.chapter, true, maker);
        else await act.declineOffer(db(), offer, maker);
        return readAnew;
      }, "once"),
    moreNew: (cards) => {
      // Of what stands there when it is written first: this page may not have heard of it. Nor is it added once more where that is
      // done again.
      let value: string | null = null;
      return write(async (today, act) => {
        // A card has come meanwhile.
        if (state().shown || today.plan?.catchUp) return null;
        const more = (held: unknown): string | null => (value ??= moreNewWith(held, cards, today.now.today));
        const event = await act.setPlan(db(), MORE_NEW, more, () => makerOf(today));
        if (event) made(event);
        return readAnew;
      }, "once");
    },
    comeBack: (withPlan) =>
      write(async (today, act) => {
        const plan = state().back?.plan;
        if (withPlan && plan) await act.setPlan(db(), CATCH_UP, catchUpText(plan), () => makerOf(today));
        if (today.past.lastDay !== null) {
          await noteShown(db(), act, act.makeSeen(returnKey(today.past.lastDay), makerOf(today)));
        }
        return readAnew;
      }, "once"),
    endPause: () =>
      write(async (today, act) => {
        await act.setPlan(db(), PAUSE, null, () => makerOf(today));
        return readAnew;
      }, "once"),
    welcome: (inPopupOnly) =>
      write(async (today, act) => {
        if (inPopupOnly) await act.saveSetting(db(), "newTabSession", false, () => makerOf(today));
        await noteShown(db(), act, act.makeSeen(WELCOME, makerOf(today)));
        return readAnew;
      }, "once"),
    acknowledge: (read) =>
      write(async (today, act) => {
        const { shown } = state();
        const notice = shown?.text.notice;
        if (!shown || notice?.key !== read.key) return null;
        const maker = makerOf(today);
        const event = notice.kind === "fact" ? act.makeMet(notice.key, maker) : act.makeSeen(notice.key, maker);
        const written = await noteShown(db(), act, event);
        if (written && act.isUndoable(event)) made(event.id);
        reading.forgetTexts();
        return () => placed(today, null, shown.card);
      }, "once"),
  };
}

/** Notes that something was shown that is shown once. @returns whether nobody had noted it before */
async function noteShown(
  db: Database,
  { setRegisters }: Pick<LateParts, "setRegisters">,
  event: RegisterEvent,
): Promise<boolean> {
  const name = registerName(event);
  let written = false;
  await setRegisters(db, [name], (held) => {
    written = !held.has(name);
    return written ? [event] : [];
  });
  return written;
}
