/** All migrations, oldest first: one file each, named NNNN-what-it-does.ts, never edited after its release. */
import type { Migration } from '../src/graph/migrate.js';

export const migrations: readonly Migration[] = [];
