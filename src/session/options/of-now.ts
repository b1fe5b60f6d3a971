/** Numbers that are worked out while what they go by may change: then they say nothing of now. */
export interface OfNow {
  /** What they go by has changed. */
  readonly onChanged: () => void;
  /** @returns null where that has happened since `look` began */
  readonly unlessChanged: <Numbers>(look: () => Promise<Numbers | null>) => Promise<Numbers | null>;
}

export function ofNow(): OfNow {
  let changes = 0;
  return {
    onChanged: () => {
      changes++;
    },
    unlessChanged: async (look) => {
      const before = changes;
      const numbers = await look();
      return changes === before ? numbers : null;
    },
  };
}
