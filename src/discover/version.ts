import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sha256 } from '../model/ids.js';

/**
 * A word that differs when anything in this folder or in the queries of the store does: then stored clues are made anew.
 * What a rule says depends on all that rules share, so the files themselves are compared.
 */
export function rulesVersion(): string {
  const folders = ['./', './rules/', '../graph/'].map((folder) => fileURLToPath(new URL(folder, import.meta.url)));
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /(?<!\.d)\.[jt]s$/.test(name))
      .sort()
      .map((name) => readFileSync(`${folder}${name}`, 'utf8')),
  );
  return sha256(files.join('\n')).slice(0, 16);
}
