/** Readers first: while somebody waits for an answer, imports give way, statement by statement. */
export interface Courtesy {
  /** Somebody waits for an answer, until the function given back is called. */
  attend(): () => void;
  /** Resolves when nobody waits, or when an import has been patient enough. */
  giveWay(): Promise<void>;
}

/** Milliseconds that one statement waits at most, so that an import ends however busy readers are. */
const patience = 50;

export function createCourtesy(): Courtesy {
  let waiting = 0;
  const held = new Set<() => void>();
  return {
    attend() {
      let open = true;
      waiting++;
      return () => {
        if (!open) return;
        open = false;
        if (--waiting === 0) for (const go of held) go();
      };
    },
    giveWay() {
      if (waiting === 0) return Promise.resolve();
      return new Promise((resolve) => {
        const go = (): void => {
          clearTimeout(timer);
          held.delete(go);
          resolve();
        };
        const timer = setTimeout(go, patience);
        held.add(go);
      });
    },
  };
}
