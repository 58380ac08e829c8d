/** Writes schema/schema.graphql, sorted, from which typed documents are made; committed, and checked to be fresh. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { format, resolveConfig } from 'prettier';
import { buildSchema } from './build.js';

const file = fileURLToPath(new URL('schema.graphql', import.meta.url));
const text = printSchema(lexicographicSortSchema(await buildSchema()));
await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
