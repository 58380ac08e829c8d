/** Who may import whom; each rule's comment is the remedy that the check prints. */
const inner = '^src/(config|errors|log|metrics|trace)\\.ts$';
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [inner, ...to, '^node_modules/', '^(node:)?[a-z_/]+$'], dependencyTypesNot: ['core', 'npm', 'npm-dev'] },
});
module.exports = {
  forbidden: [
    only('model-stands-alone', '^src/model/', ['^src/model/'], 'The vocabulary imports nothing but itself: move what needs more into the room that needs it.'),
    only('read-is-pure', '^src/read/', ['^src/read/', '^src/model/'], 'The reader knows the vocabulary and nothing else: no store, no network.'),
    only('archive-knows-model', '^src/archive/', ['^src/archive/', '^src/model/'], 'The archive knows records, not graphs.'),
    only('graph-knows-model', '^src/graph/', ['^src/graph/', '^src/model/'], 'The store knows the vocabulary, not who writes to it.'),
    only('queue-knows-model', '^src/queue/', ['^src/queue/', '^src/model/'], 'The clock runs jobs by name; what they do is passed in.'),
    only('resolve-below-ingest', '^src/resolve/', ['^src/(resolve|model|graph)/'], 'Resolve decides who is who from mentions and tables.'),
    only('discover-below-ingest', '^src/discover/', ['^src/(discover|model|graph)/'], 'Rules ask the graph; they do not fetch or write records.'),
    only('ingest-below-main', '^src/ingest/', ['^src/(ingest|model|read|archive|graph|queue|resolve|discover)/'], 'Only src/main may know everybody.'),
    only('connector-contract', '^connectors/', ['^connectors/', '^src/model/', '^src/read/', '^src/ingest/(connector|pull)\\.ts$'], 'A connector knows its contract, the vocabulary and the reader.'),
    only('schema-serves', '^schema/', ['^schema/', '^src/(model|graph|ingest|discover|resolve|archive|queue)/'], 'The schema serves rooms; it is wired in src/main.'),
    { name: 'no-circular', comment: 'Break the circle: one of the two files has two reasons to exist.', severity: 'error', from: { pathNot: '\\.type\\.ts$' }, to: { circular: true } },
    { name: 'not-to-dev-dep', comment: 'Move the package to dependencies.', severity: 'error', from: { path: '^(src|schema|connectors)', pathNot: '^schema/emit' }, to: { dependencyTypes: ['npm-dev'] } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'], extensions: ['.ts', '.js'] },
    doNotFollow: { path: 'node_modules' },
  },
};
