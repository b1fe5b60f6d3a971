/** For sorting texts by their code units, as the database sorts its keys: the same on every device, whatever its language. */
export const byCodeUnits = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface Named {
  readonly id: string;
}

/** For sorting things by their ids. */
export const inIdOrder = (a: Named, b: Named): number => byCodeUnits(a.id, b.id);
