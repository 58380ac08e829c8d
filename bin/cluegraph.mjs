#!/usr/bin/env node
import { ensureBuilt, ensureInstalled } from './ensure.mjs';

ensureInstalled();
ensureBuilt();
// Libraries look for mistakes of programmers unless told that they serve: graphql at every value.
process.env.NODE_ENV ??= 'production';
await import('../dist/src/main/cli.js');
