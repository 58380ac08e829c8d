/** Writes schema/schema.graphql, sorted, from which typed documents are made; committed, and checked to be fresh. */
import { writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from './build.js';

const schema = lexicographicSortSchema(await buildSchema());
await writeFile(new URL('schema.graphql', import.meta.url), `${printSchema(schema)}\n`);
