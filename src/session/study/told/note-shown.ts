import type { RegisterEvent } from "../../../core/log/kinds.ts";
import { registerName } from "../../../core/log/register-name.ts";
import type { Database } from "../../../store/opening/open.ts";
import type { LateParts } from "../session-reading.ts";

/** Notes that something was shown that is shown once. @returns whether nobody had noted it before */
export async function noteShown(
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
