import type { ReadingContext } from './context.js';

/** A reader whose answer for a document is kept as long as its context lives, since several readers ask for it. */
export function remembered<T>(read: (context: ReadingContext) => T): (context: ReadingContext) => T {
  const answers = new WeakMap<ReadingContext, { readonly answer: T }>();
  return (context) => {
    let known = answers.get(context);
    if (!known) answers.set(context, (known = { answer: read(context) }));
    return known.answer;
  };
}
