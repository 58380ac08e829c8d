/** The archive on a real S3 server: `npm run services`. */
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { AwsClient } from 'aws4fetch';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Archive } from '../../src/archive/archive.js';
import { openDiskArchive } from '../../src/archive/disk.js';
import { openS3Archive, restoreToS3 } from '../../src/archive/s3.js';
import { s3Storage, type S3Place } from '../../src/archive/s3Storage.js';
import { log } from '../../src/log.js';
import { archiveSuite, contents, note, show } from '../suites/archive.js';

const given = process.env['TEST_S3_URL'];
if (!given) console.warn('TEST_S3_URL is not set: the archive on S3 is not tested. Run npm run services.');
const { origin, username, password, pathname } = new URL(given ?? 'http://key:secret@127.0.0.1:1/bucket');
const login = { key: username, secret: decodeURIComponent(password) };
const bucket = pathname.slice(1);

/** Each test has a folder of its own in the bucket; its name is its time, so that tests that follow find it empty. */
const session = `test-${Date.now()}-${process.pid}`;
let places = 0;
const newFolder = (): string => `${session}/a${++places}`;
const at = (folder: string): S3Place => ({ url: origin, bucket: `${bucket}/${folder}`, region: 'us-east-1', ...login });
const client = new AwsClient({
  accessKeyId: login.key,
  secretAccessKey: login.secret,
  service: 's3',
  region: 'us-east-1',
});
const root = mkdtempSync(join(tmpdir(), 'cluegraph-s3-'));
const openAt = (folder: string): Promise<Archive> => openS3Archive(at(folder));
const create = async () => {
  const place = newFolder();
  return { archive: await openAt(place), place };
};
log.level = 'silent';
jest.setTimeout(60_000);

afterAll(async () => {
  rmSync(root, { recursive: true, force: true });
  if (!given) return;
  const url = `${origin}/${bucket}`;
  for (;;) {
    const xml = await (await client.fetch(`${url}?list-type=2&prefix=${session}/`)).text();
    const keys = [...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);
    if (!keys.length) return;
    await Promise.all(keys.map((key) => client.fetch(`${url}/${key}`, { method: 'DELETE' })));
  }
});

const onServer = given ? describe : describe.skip;

onServer('the archive on S3', () => {
  archiveSuite('as every archive', { create, rounds: 5, open: openAt, storage: (place) => s3Storage(at(place)), newFolder: () => join(root, `b${++places}`) }); // prettier-ignore
  test('a folder that was backed up, restored to S3 and backed up again is the same archive', async () => {
    const disk = await openDiskArchive(join(root, 'disk'));
    await show(disk, { a: 'one', gone: 'x' });
    await show(disk, { a: 'one', b: 'two' });
    await disk.takeBack(await show(disk, { c: 'three' }), note);
    await disk.erase('town', 'gone', note);
    await disk.backup(join(root, 'first'));
    const place = newFolder();
    await restoreToS3(join(root, 'first'), at(place));
    await expect(restoreToS3(join(root, 'first'), at(place))).rejects.toMatchObject({ actor: 'user' });
    const there = await openAt(place);
    await there.backup(join(root, 'second'));
    const back = await openDiskArchive(join(root, 'second'));
    for (const archive of [there, back]) {
      expect(archive.secret).toEqual(disk.secret);
      expect(await archive.runs()).toEqual(await disk.runs());
      expect(await archive.segments()).toEqual(await disk.segments());
      expect(await contents(archive, 'a')).toEqual(['one', 'one']);
      expect(await contents(archive, 'b')).toEqual(['two']);
      expect(await archive.history('town', 'gone')).toEqual([]);
    }
    for (const archive of [disk, there, back]) await archive.close();
  });

  test('more names than one listing gives are all found', async () => {
    const place = newFolder();
    const storage = s3Storage(at(place));
    for (let i = 0; i < 1050; i += 50)
      await Promise.all(Array.from({ length: 50 }, (_, j) => storage.append('erased', [{ record: `r${i + j}` }])));
    const lines = (await s3Storage(at(place)).unread()).get('erased') as { record: string }[];
    expect(new Set(lines.map(({ record }) => record)).size).toBe(1050);
    expect((await storage.unread()).size).toBe(0);
  });

  test.each([
    ['CLUEGRAPH_S3_KEY', { key: 'nobody' }],
    ['CLUEGRAPH_S3_SECRET', { secret: 'wrong' }],
    ['CLUEGRAPH_S3_BUCKET', { bucket: 'no-such-bucket' }],
  ])('a wrong %s is named', async (name, wrong) => {
    await expect(openS3Archive({ ...at(newFolder()), ...wrong })).rejects.toMatchObject({
      name: 'ConfigError',
      message: expect.stringContaining(name) as unknown as string,
    });
  });
});

const portOf = async (server: Server): Promise<number> => {
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

describe('storage that does not answer', () => {
  const place = (port: number): S3Place => ({ ...at('none'), url: `http://127.0.0.1:${port}` });

  test('is said to be unreachable, with its setting', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    const port = await portOf(server);
    await new Promise((resolve) => server.close(resolve));
    await expect(openS3Archive(place(port))).rejects.toMatchObject({
      name: 'StoreError',
      code: 'S3_UNREACHABLE',
      message: expect.stringContaining('CLUEGRAPH_S3_URL') as unknown as string,
    });
  });

  test('is asked again: what is busy for a while, or hangs up once, costs nothing', async () => {
    let asked = 0;
    const server = createServer((request, response) => {
      asked++;
      if (asked === 1) return request.socket.destroy();
      if (asked === 2) return response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>');
      return response.end(Buffer.alloc(32, 7));
    }).listen(0, '127.0.0.1');
    const port = await portOf(server);
    expect(await s3Storage(place(port)).get('secret')).toEqual(Buffer.alloc(32, 7));
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
});
