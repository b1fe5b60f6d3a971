/** Every kind of event that this version knows. What a new one needs is in docs/how-to-add.md. */
import type { EventKind } from "./event-kind.ts";
import { bury } from "./kinds/bury.ts";
import { clockCorrection } from "./kinds/clock-correction.ts";
import { due } from "./kinds/due.ts";
import { edit } from "./kinds/edit.ts";
import { mark } from "./kinds/mark.ts";
import { met } from "./kinds/met.ts";
import { plan } from "./kinds/plan.ts";
import { reset } from "./kinds/reset.ts";
import { review } from "./kinds/review.ts";
import { seen } from "./kinds/seen.ts";
import { setting } from "./kinds/setting.ts";
import { suspend } from "./kinds/suspend.ts";
import { switchKind } from "./kinds/switch.ts";
import { undo } from "./kinds/undo.ts";

const TABLE = [
  review,
  undo,
  reset,
  due,
  suspend,
  bury,
  clockCorrection,
  setting,
  seen,
  switchKind,
  met,
  plan,
  edit,
  mark,
] as const;

type EventOf<K> = K extends EventKind<infer E> ? E : never;
export type OsteonEvent = EventOf<(typeof TABLE)[number]>;
export type { BuryEvent } from "./kinds/bury.ts";
export type { ClockCorrectionEvent } from "./kinds/clock-correction.ts";
export type { DueEvent } from "./kinds/due.ts";
export type { EditEvent } from "./kinds/edit.ts";
export type { MarkEvent } from "./kinds/mark.ts";
export type { MetEvent } from "./kinds/met.ts";
export type { PlanEvent } from "./kinds/plan.ts";
export type { ResetEvent } from "./kinds/reset.ts";
export type { ReviewEvent } from "./kinds/review.ts";
export type { SeenEvent } from "./kinds/seen.ts";
export type { SettingEvent } from "./kinds/setting.ts";
export type { SuspendEvent } from "./kinds/suspend.ts";
export type { SwitchEvent } from "./kinds/switch.ts";
export type { UndoEvent } from "./kinds/undo.ts";
export type { RegisterEvent } from "./register-event.ts";

export const KINDS: ReadonlyMap<string, EventKind> = new Map(TABLE.map((kind) => [kind.name, kind as EventKind]));
