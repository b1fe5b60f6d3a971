import type { DeviceId } from "../../core/ids.ts";
import { decksIn, journalsIn, segmentsIn } from "../place/file-names.ts";

const HEAD = /^device-([0-9a-v]{16})\.json$/;

/** The device that writes a file of such a name; null for what no device would write into a shared place. */
export function writerOf(name: string): DeviceId | null {
  const [, device] = HEAD.exec(name) ?? [];
  if (device !== undefined) return device as DeviceId;
  const [file] = [...segmentsIn([name]), ...journalsIn([name]), ...decksIn([name])];
  return file?.device ?? null;
}
