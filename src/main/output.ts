/** What a command says: text for people, or one JSON value for machines (`--json`). */
export interface Output {
  readonly json: boolean;
  /** Prints a result; `text` puts it in words, Chinese first. */
  say<T>(result: T, text: (result: T) => string): void;
}

export const createOutput = (json: () => boolean): Output => ({
  get json() {
    return json();
  },
  say(result, text) {
    process.stdout.write(`${json() ? JSON.stringify(result) : text(result)}\n`);
  },
});
