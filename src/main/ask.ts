import { readConfig } from '../config.js';
import { openClient, type Client } from './client.js';

/** Asks the hub, through the running server or by opening the store, and closes what was opened. */
export async function asking<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = await openClient(readConfig());
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

interface Connection<T> {
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

/**
 * All items of a list, page by page. The document takes `$first: Int!` and `$after: ID`, and asks for `nodes` and
 * `pageInfo { endCursor hasNextPage }` of the field named.
 */
export async function all<T>(
  client: Client,
  document: string,
  field: string,
  variables: Readonly<Record<string, unknown>> = {},
  most = Infinity,
): Promise<readonly T[]> {
  const items: T[] = [];
  let after: string | null = null;
  for (;;) {
    const first = Math.min(100, most - items.length);
    const answer: Record<string, Connection<T>> = await client.ask(document, { ...variables, first, after });
    const { nodes, pageInfo } = answer[field] ?? { nodes: [], pageInfo: { endCursor: null, hasNextPage: false } };
    items.push(...nodes);
    if (!pageInfo.hasNextPage || items.length >= most) return items;
    after = pageInfo.endCursor;
  }
}
