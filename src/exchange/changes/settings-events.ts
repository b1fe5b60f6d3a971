import type { EventId } from "../../core/ids.ts";
import type { Envelope } from "../../core/log/envelope.ts";
import { isOfKind } from "../../core/log/event.ts";
import type { OsteonEvent } from "../../core/log/kinds.ts";

/** What the learner has set, and what the learner means to do: a pause or an exam, which changes what a day asks as settings do. */
const SETTINGS: readonly string[] = ["setting", "plan"] satisfies OsteonEvent["kind"][];

const isSetting = ({ kind }: Envelope): boolean => SETTINGS.includes(kind);

/**
 * The events without those of settings and plans, and without the undos of such. Also without those whose values only a newer version
 * knows: they would count once this one is brought up to date, and nobody has said that they shall.
 * @param known where the events that undos name are looked for
 */
export function withoutSettings(events: readonly Envelope[], known: readonly Envelope[]): Envelope[] {
  const byId = new Map<EventId, Envelope>();
  // Whatever else an undo names, it is none of a setting.
  for (const all of [known, events]) {
    for (const event of all) if (isSetting(event) || isOfKind(event, "undo")) byId.set(event.id, event);
  }
  return events.filter((event) => !isSetting(root(event, byId)));
}

/** Whether each undo among some events takes back one of them, so that no others are needed to tell what is taken back. */
export function undoesOnlyItsOwn(events: readonly Envelope[]): boolean {
  const undos = events.filter((event) => isOfKind(event, "undo"));
  const ids = new Set(undos.length > 0 ? events.map(({ id }) => id) : []);
  return undos.every(({ undoes }) => ids.has(undoes));
}

/** What an undo, or an undo of an undo, takes back in the end. */
function root(event: Envelope, byId: ReadonlyMap<EventId, Envelope>): Envelope {
  const passed = new Set<EventId>();
  let found = event;
  while (isOfKind(found, "undo") && !passed.has(found.id)) {
    passed.add(found.id);
    found = byId.get(found.undoes) ?? found;
  }
  return found;
}
