/**
 * Errors say who must act and whether trying again can help; retry and alert policy read these two words and nothing
 * else. A message ends with the remedy and never holds personal data: name records by id, fields by name.
 */
export type Actor = 'operator' | 'sourceOwner' | 'user' | 'nobody';

export interface ErrorOptionsWithCode extends ErrorOptions {
  /** Machine-readable word, stable across releases. */
  readonly code?: string;
}

export abstract class ClueGraphError extends Error {
  abstract readonly actor: Actor;
  abstract readonly retry: boolean;
  readonly code: string;

  constructor(message: string, options: ErrorOptionsWithCode = {}) {
    super(message, options);
    this.name = new.target.name;
    this.code =
      options.code ??
      new.target.name
        .replace(/Error$/, '')
        .replace(/(?<=.)([A-Z])/g, '_$1')
        .toUpperCase();
  }

  /** What an answer of GraphQL carries of it, in this process as over HTTP. */
  get extensions(): { readonly code: string; readonly actor: Actor; readonly retry: boolean } {
    return { code: this.code, actor: this.actor, retry: this.retry };
  }
}

/** A setting is missing or wrong: the operator changes it and starts again. */
export class ConfigError extends ClueGraphError {
  readonly actor = 'operator';
  readonly retry = false;
}

/** The store, the disk or another of our own parts refused: the operator looks, we try again. */
export class StoreError extends ClueGraphError {
  readonly actor = 'operator';
  readonly retry = true;
}

/** The source answered nonsense or not at all: its owner must mend it, trying later may help. */
export class SourceError extends ClueGraphError {
  readonly actor = 'sourceOwner';
  readonly retry = true;
}

/** One record cannot be read. It goes to quarantine with this code as its reason; everything else goes on. */
export class BadRecordError extends ClueGraphError {
  readonly actor = 'sourceOwner';
  readonly retry = false;
}

/** The caller asked for something that cannot be given as asked. */
export class UserError extends ClueGraphError {
  readonly actor = 'user';
  readonly retry = false;
}

/** A thing that was named does not exist (any more). */
export class NotFoundError extends UserError {}

/** The work was stopped on purpose, at shutdown for example. */
export class StoppedError extends ClueGraphError {
  readonly actor = 'nobody';
  readonly retry = true;
}
