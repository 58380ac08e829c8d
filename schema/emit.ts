/**
 * Writes what is committed and checked to be fresh: schema/schema.graphql, sorted, from which typed documents are made,
 * and schema/operations.json, the allow-list: SHA-256 of the printed text -> the text, of every example, of
 * schema/operations and of the commands.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { lexicographicSortSchema, parse, print, printSchema } from 'graphql';
import { format, resolveConfig } from 'prettier';
import { sha256 } from '../src/model/ids.js';
import { buildSchema } from './build.js';
import { readExamples } from './examples.js';

const put = async (name: string, text: string): Promise<void> => {
  const file = fileURLToPath(new URL(name, import.meta.url));
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
};

await put('schema.graphql', printSchema(lexicographicSortSchema(await buildSchema())));

const folder = new URL('operations/', import.meta.url);
const commands = new URL('../src/main/commands/', import.meta.url);
const marked = /\/\* GraphQL \*\/ (?:`([^`]*)`|'([^']*)')/g;
const texts = [
  ...(await readExamples()).map(({ query }) => query),
  ...(await Promise.all((await readdir(folder)).sort().map((name) => readFile(new URL(name, folder), 'utf8')))),
  ...(
    await Promise.all((await readdir(commands)).sort().map((name) => readFile(new URL(name, commands), 'utf8')))
  ).flatMap((code) => [...code.matchAll(marked)].map(([, long, short]) => long ?? short ?? '')),
].map((text) => print(parse(text)));
await put('operations.json', JSON.stringify(Object.fromEntries(texts.map((text) => [sha256(text), text]))));
