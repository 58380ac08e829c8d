import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../src/config.js';
import { ConfigError } from '../src/errors.js';

const neo4j = { CLUEGRAPH_NEO4J_URL: 'bolt://graph:7687', CLUEGRAPH_NEO4J_PASSWORD: 's3cret' };
const redis = { CLUEGRAPH_REDIS_URL: 'redis://:pa55@queue:6379' };

function refusal(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
}

describe('settings are checked at the start', () => {
  test('nothing set is one process on this machine', () => {
    expect(readConfig({})).toMatchObject({
      dataFolder: './data',
      port: 4000,
      workerPort: 0,
      stopSeconds: 60,
      remarks: [],
    });
  });

  test.each([
    ['CLUEGRAPH_PORT', 'tcp://10.0.0.1:4000'],
    ['CLUEGRAPH_WORKER_PORT', '70000'],
    ['CLUEGRAPH_STOP_SECONDS', '0'],
    ['CLUEGRAPH_READERS', 'many'],
    ['CLUEGRAPH_LOG', 'verbose'],
    ['CLUEGRAPH_NEO4J_URL', 'bolt://neo4j:s3cret@graph'],
    ['CLUEGRAPH_REDIS_URL', 'localhost:6379'],
    ['CLUEGRAPH_S3_URL', 'ftp://shelf'],
    ['CLUEGRAPH_S3_BUCKET', 'No Bucket'],
    ['CLUEGRAPH_OPERATOR_TOKEN', 'short'],
    ['CLUEGRAPH_DANGEROUSLY_SHOW_IDENTIFIERS', 'true'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
  ])('%s=%s is refused by name, and the value is not told', (name, value) => {
    const said = refusal({ ...neo4j, [name]: value });
    expect(said).toContain(name);
    expect(said).toMatch(/。 \/ .*\.$/);
    expect(said).not.toContain(value);
  });

  test.each([
    ['CLUEGRAPH_NEO4J_PASSWORD', { CLUEGRAPH_NEO4J_URL: neo4j.CLUEGRAPH_NEO4J_URL }],
    ['CLUEGRAPH_NEO4J_URL', { CLUEGRAPH_NEO4J_PASSWORD: 's3cret' }],
    ['CLUEGRAPH_NEO4J_URL', redis],
    ['CLUEGRAPH_S3_URL', { CLUEGRAPH_S3_BUCKET: 'shelf' }],
    ['CLUEGRAPH_S3_KEY', { CLUEGRAPH_S3_URL: 'http://s3', CLUEGRAPH_S3_BUCKET: 'shelf' }],
  ])('%s is missed', (name, env) => {
    const said = refusal(env);
    expect(said).toContain(name);
    expect(said).not.toMatch(/s3cret|pa55/);
    expect(refusal({ ...neo4j, ...redis })).toBe('');
  });

  test('a name that is misspelt is refused with the one that is meant', () => {
    expect(refusal({ CLUEGRAPH_NE04J_URL: 'bolt://g' })).toContain('CLUEGRAPH_NEO4J_URL');
    expect(refusal({ CLUEGRAPH_DATA_: 'x' })).toContain('CLUEGRAPH_DATA?'.slice(0, -1));
  });

  test('other names are told of; those of sources are the business of their connectors', () => {
    const { remarks } = readConfig({
      CLUEGRAPH_SERVICE_HOST: '10.0.0.1',
      CLUEGRAPH_CRM_ANYTHING: 'x',
      OTHER_TOOL: 'y',
    });
    expect(remarks).toHaveLength(1);
    expect(remarks?.[0]).toContain('CLUEGRAPH_SERVICE_HOST');
    expect(remarks?.[0]).not.toContain('10.0.0.1');
  });

  test("what is set to '' is not set", () => {
    expect(readConfig({ CLUEGRAPH_OPERATOR_TOKEN: '', CLUEGRAPH_REDIS_URL: '' }).redis).toBeUndefined();
  });
});
