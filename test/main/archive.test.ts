import { expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';

const s3 = { CLUEGRAPH_S3_URL: 'http://127.0.0.1:9000', CLUEGRAPH_S3_BUCKET: 'shelf/hub', CLUEGRAPH_S3_KEY: 'key', CLUEGRAPH_S3_SECRET: 'secret' }; // prettier-ignore

test('the archive lies where the settings say; what is missing or wrong is named', () => {
  expect(readConfig({}).s3).toBeUndefined();
  expect(readConfig(s3).s3).toEqual({
    url: 'http://127.0.0.1:9000',
    bucket: 'shelf/hub',
    key: 'key',
    secret: 'secret',
    region: 'us-east-1',
  });
  for (const name of ['CLUEGRAPH_S3_BUCKET', 'CLUEGRAPH_S3_KEY', 'CLUEGRAPH_S3_SECRET'])
    expect(() => readConfig({ ...s3, [name]: undefined })).toThrow(`${name} is missing`);
  for (const wrong of [{ CLUEGRAPH_S3_URL: 'ftp://x' }, { CLUEGRAPH_S3_BUCKET: 'No Bucket' }])
    expect(() => readConfig({ ...s3, ...wrong })).toThrow(Object.keys(wrong)[0]);
});
