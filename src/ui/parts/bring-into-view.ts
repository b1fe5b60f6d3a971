/** What was opened at the foot of a scrolled sheet would otherwise stay below its edge, as if nothing had happened. */
export function bringIntoView({ currentTarget }: { readonly currentTarget: EventTarget | null }): void {
  if (currentTarget instanceof HTMLDetailsElement && currentTarget.open)
    currentTarget.scrollIntoView({ block: "nearest" });
}
