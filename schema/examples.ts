import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { Kind, parse, print, TokenKind } from 'graphql';

export interface Example {
  /** Folder it stands in. */
  readonly subject: string;
  readonly name: string;
  /** One operation with the comment above it. */
  readonly query: string;
}

/** The example queries lie beside the sources; a build finds them two folders further up. */
const folders = [new URL('./', import.meta.url), new URL('../../schema/', import.meta.url)];

/** The example queries of all subjects, one operation each; what the query page opens with. */
export async function readExamples(): Promise<readonly Example[]> {
  const folder = folders.find((candidate) => existsSync(new URL('search/examples.graphql', candidate)));
  if (!folder) return [];
  const examples: Example[] = [];
  for (const { name: subject } of (await readdir(folder, { withFileTypes: true })).filter((entry) =>
    entry.isDirectory(),
  )) {
    const file = new URL(`${subject}/examples.graphql`, folder);
    if (existsSync(file)) examples.push(...operations(subject, await readFile(file, 'utf8')));
  }
  return examples.sort((a, b) => order(a.subject) - order(b.subject));
}

/** As a newcomer would go: find, look, check; the page opens on the last. */
const subjects = ['search', 'entity', 'customer', 'explore', 'review', 'source', 'vocabulary', 'clue'];
const order = (subject: string): number => subjects.indexOf(subject);

function operations(subject: string, text: string): Example[] {
  return parse(text).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION || !definition.loc) return [];
    let start = definition.loc.startToken;
    while (start.prev?.kind === TokenKind.COMMENT) start = start.prev;
    return [
      {
        subject,
        name: definition.name?.value ?? print(definition).slice(0, 20),
        query: text.slice(start.start, definition.loc.end),
      },
    ];
  });
}
