/** Actions on cards in sentences: what will happen, what has happened, what can be taken back. */
import type { CardAction, CardActionKind } from "../../core/plan/card-action.ts";
import { type MessageKey, type PluralKey, plural, t } from "../../platform/i18n.ts";
import type { ActionPlan, ActionSaid, LastAction } from "../../session/cards/card-actions.ts";
import { dayText } from "../parts/days.ts";
import { counted, numberText } from "../parts/figures.ts";

interface Words {
  /** What it is called, on its button and where it is taken back. */
  readonly name: MessageKey;
  readonly done: PluralKey;
  /** None of the chosen cards would have changed. */
  readonly nothing: MessageKey;
}

const WORDS = {
  suspend: { name: "actionSuspend", done: "doneSuspend", nothing: "nothingSuspend" },
  unsuspend: { name: "actionUnsuspend", done: "doneUnsuspend", nothing: "nothingUnsuspend" },
  bury: { name: "actionBury", done: "doneBury", nothing: "nothingBury" },
  due: { name: "actionDue", done: "doneDue", nothing: "nothingDue" },
  reset: { name: "actionReset", done: "doneReset", nothing: "nothingReset" },
} as const satisfies Record<CardActionKind, Words>;

export const actionName = (kind: CardActionKind): string => t(WORDS[kind].name);

/** What will happen: how many cards, what it means for their days, and that it can be taken back. */
export function askText(plan: ActionPlan): readonly string[] {
  const sentences = [willText(plan)];
  const { kind } = plan.action;
  if (kind === "reset" && plan.suspended > 0) sentences.push(plural("askResetSuspended", plan.suspended));
  if (plan.unchanged > 0) sentences.push(plural(kind === "due" ? "askNoDay" : "askUnchanged", plan.unchanged));
  return [...sentences, plural("askBack", plan.cards.length)];
}

function willText({ action, cards: { length: count }, due, toLater, toEarlier }: ActionPlan): string {
  switch (action.kind) {
    case "suspend":
      return plural("askSuspend", count);
    case "unsuspend":
      return plural("askUnsuspend", count, numberText(due));
    case "bury":
      return plural("askBury", count);
    case "reset":
      return plural("askReset", count);
    case "due":
      return plural("askDue", count, dayText(action.dueDay, "full"), numberText(toLater), numberText(toEarlier));
  }
}

/** What became of the last action. */
export function saidText(said: ActionSaid): string {
  switch (said.kind) {
    case "failed":
      return said.sentence;
    case "stopped":
      return t("exchangeCancelled");
    case "overtaken":
      return t("actionOvertaken");
    case "nothing":
      return t(WORDS[said.action.kind].nothing);
    case "takenBack":
      return plural("actionTakenBack", said.cards, actionName(said.action));
    case "unreadable":
      return notTakenBackText(said.cards, said.action);
    case "done": {
      const meanwhile = said.meanwhile > 0 ? ` ${plural("doneMeanwhile", said.meanwhile)}` : "";
      return `${doneText(said.action, said.changed)}${meanwhile}`;
    }
  }
}

const doneText = (action: CardAction, count: number): string =>
  plural(WORDS[action.kind].done, count, ...(action.kind === "due" ? [dayText(action.dueDay, "full")] : []));

export const backText = ({ kind, cards }: LastAction): string => plural("actionBack", cards, actionName(kind));

const notTakenBackText = (cards: number, kind: CardActionKind): string =>
  plural("actionNotTakenBack", cards, actionName(kind));

/** How far an action has come that has not come to its end, and what can be done about it; null where it has. */
export function begunText({ kind, cards, begun }: LastAction): string | null {
  if (!begun) return null;
  if (begun.what === "unreadable") return notTakenBackText(cards, kind);
  const key = begun.what === "doing" ? "actionBegun" : "actionBackBegun";
  return t(key, actionName(kind), numberText(begun.cards), counted("countCards", begun.of));
}
