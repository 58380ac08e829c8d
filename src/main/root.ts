import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package: two up from the sources, three up from a build. */
export const root = fileURLToPath(
  existsSync(new URL('../../package.json', import.meta.url))
    ? new URL('../../', import.meta.url)
    : new URL('../../../', import.meta.url),
);

export const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
