/** Every kind of event that this version knows. To add one: a file in `kinds/`, a line here, a message for its words. */
import type { EventKind } from "./event-kind.ts";
import { type ClockCorrectionEvent, clockCorrection } from "./kinds/clock-correction.ts";
import { type PlanEvent, plan } from "./kinds/plan.ts";
import {
  type RegisterEvent,
  type SeenEvent,
  type SettingEvent,
  type SwitchEvent,
  seen,
  setting,
  switchKind,
} from "./kinds/register-events.ts";
import { type ResetEvent, reset } from "./kinds/reset.ts";
import { type ReviewEvent, review } from "./kinds/review.ts";
import { type BuryEvent, bury, type SuspendEvent, suspend } from "./kinds/set-aside.ts";
import { type UndoEvent, undo } from "./kinds/undo.ts";

export type OsteonEvent =
  | ReviewEvent
  | UndoEvent
  | ResetEvent
  | ClockCorrectionEvent
  | SettingEvent
  | SeenEvent
  | SwitchEvent
  | PlanEvent
  | SuspendEvent
  | BuryEvent;
export type {
  BuryEvent,
  ClockCorrectionEvent,
  PlanEvent,
  RegisterEvent,
  ResetEvent,
  ReviewEvent,
  SeenEvent,
  SettingEvent,
  SuspendEvent,
  SwitchEvent,
  UndoEvent,
};

export const KINDS: ReadonlyMap<string, EventKind> = new Map(
  [review, undo, reset, clockCorrection, setting, seen, switchKind, plan, suspend, bury].map((kind) => [
    kind.name,
    kind as EventKind,
  ]),
);
