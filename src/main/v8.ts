/**
 * Settings of the JavaScript engine for reading documents: many functions, each run a few thousand times, and much that
 * is thrown away at once. Imported for its effect, before the first reader thread starts.
 */
import { setFlagsFromString } from 'node:v8';

// A thread's space for what is new, in MB: at its full size from the start, so that less outlives a clearing by chance.
setFlagsFromString('--min-semi-space-size=16');
setFlagsFromString('--max-semi-space-size=32');
// Optimized code later, when types are known, yet soon enough for the server's first requests. Later versions of Node
// have a middle compiler and other budgets.
if (process.versions.node.startsWith('20.')) setFlagsFromString('--interrupt-budget=300000');
