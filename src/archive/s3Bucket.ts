/** The few requests of the S3 protocol that the archive needs, signed by aws4fetch; errors say which setting to mend. */
import { AwsClient } from 'aws4fetch';
import { setTimeout } from 'node:timers/promises';
import { ConfigError, StoreError, type ClueGraphError } from '../errors.js';

export interface S3Place {
  /** Without the bucket: http://127.0.0.1:9000 */
  readonly url: string;
  /** 'bucket', or 'bucket/folder' where several archives share one. */
  readonly bucket: string;
  readonly key: string;
  readonly secret: string;
  readonly region: string;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
}

/** Times a request is sent when the storage does not answer or is busy, and the pause after the first, doubled each time. */
const tries = 5;
const firstPauseMs = 100;
const patienceMs = 60_000;

export function openBucket({ url, bucket, key, secret, region }: S3Place) {
  const client = new AwsClient({ accessKeyId: key, secretAccessKey: secret, service: 's3', region, retries: 0 });
  const [name = '', ...folders] = bucket.split('/');
  const root = `${url.replace(/\/+$/, '')}/${name}`;
  const folder = folders.map((part) => `${part}/`).join('');

  const once = async (path: string, init: RequestInit): Promise<Answer> => {
    const answer = await client.fetch(`${root}${path}`, { ...init, signal: AbortSignal.timeout(patienceMs) });
    return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  /** Every request may be sent twice: the same object is written again, and who creates reads what is there afterwards. */
  const send = async (path: string, init: RequestInit, expected: readonly number[]): Promise<Answer> => {
    for (let attempt = 1; ; attempt++) {
      const answer = await once(path, init).catch((cause: unknown) => unreachable(cause));
      if (!(answer instanceof StoreError) && expected.includes(answer.status)) return answer;
      const error = answer instanceof StoreError ? answer : refusal(answer);
      if (!(error instanceof StoreError) || attempt === tries) throw error;
      await setTimeout(firstPauseMs * 2 ** (attempt - 1));
    }
  };

  return {
    /** False when `onlyNew` and the object is there already. */
    async put(object: string, bytes: Uint8Array, { onlyNew = false } = {}): Promise<boolean> {
      const headers = onlyNew ? { 'if-none-match': '*' } : {};
      const { status } = await send(`/${folder}${object}`, { method: 'PUT', body: bytes, headers }, [200, 412]);
      return status === 200;
    },
    async get(object: string): Promise<Buffer | null> {
      const { status, bytes } = await send(`/${folder}${object}`, {}, [200, 404]);
      return status === 404 ? absent(bytes) : bytes;
    },
    /** The first bytes of an object and the length of the whole. */
    async part(object: string, size: number): Promise<{ bytes: Buffer; of: number } | null> {
      const headers = { range: `bytes=0-${size - 1}` };
      const answer = await send(`/${folder}${object}`, { headers }, [200, 206, 404, 416]);
      if (answer.status === 404) return absent(answer.bytes);
      if (answer.status === 416) return { bytes: Buffer.alloc(0), of: 0 };
      const of = answer.headers.get('content-range')?.split('/')[1];
      return { bytes: answer.bytes, of: of === undefined ? answer.bytes.length : Number(of) };
    },
    /** Whether what is overwritten or deleted can be brought back; null where the storage does not say. */
    async versioned(): Promise<boolean | null> {
      const { status, bytes } = await send('?versioning', {}, [200, 403, 405, 501]);
      return status === 200 ? bytes.toString().includes('<Status>Enabled</Status>') : null;
    },
    /** All names under a prefix, without it. */
    async list(prefix: string): Promise<string[]> {
      const names: string[] = [];
      for (let after = '', more = true; more;) {
        const query = new URLSearchParams({ 'list-type': '2', prefix: folder + prefix, ...(after && { 'start-after': after }) }); // prettier-ignore
        const xml = (await send(`?${query.toString()}`, {}, [200])).bytes.toString();
        const keys = [...xml.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, found = '']) => found);
        names.push(...keys.map((found) => found.slice(folder.length + prefix.length)).filter(Boolean));
        after = keys.at(-1) ?? '';
        more = after !== '' && xml.includes('<IsTruncated>true</IsTruncated>');
      }
      return names;
    },
  };
}

const codeOf = (bytes: Buffer): string => /<Code>([^<]*)<\/Code>/.exec(bytes.toString())?.[1] ?? '';

/** An object that is not there is an answer; a bucket that is not there is a mistake. */
function absent(body: Buffer): null {
  if (codeOf(body) === 'NoSuchBucket') throw misset('CLUEGRAPH_S3_BUCKET', 'NoSuchBucket');
  return null;
}

/** Setting that is wrong, by what the storage says. */
const blamed: Readonly<Record<string, string>> = {
  InvalidAccessKeyId: 'CLUEGRAPH_S3_KEY',
  SignatureDoesNotMatch: 'CLUEGRAPH_S3_SECRET',
  NoSuchBucket: 'CLUEGRAPH_S3_BUCKET',
  InvalidBucketName: 'CLUEGRAPH_S3_BUCKET',
  AuthorizationHeaderMalformed: 'CLUEGRAPH_S3_REGION',
  PermanentRedirect: 'CLUEGRAPH_S3_REGION',
};

function refusal({ status, bytes }: Answer): ClueGraphError {
  const code = codeOf(bytes);
  const setting = blamed[code];
  if (setting) return misset(setting, code);
  if (code === 'AccessDenied')
    return new ConfigError(
      `对象存储不允许此操作。请给 CLUEGRAPH_S3_KEY 授予该存储桶的读、写、列举权限。 / The storage does not allow this (${code}). Give CLUEGRAPH_S3_KEY the rights to read, write and list the bucket.`,
    );
  return new StoreError(
    `对象存储拒绝了请求（${status} ${code}）。请查看其日志；稍后会重试。 / The object storage refused a request (${status} ${code}). Look into its log; it is tried again.`,
    { code: 'S3_REFUSED' },
  );
}

const misset = (setting: string, code: string): ConfigError =>
  new ConfigError(
    `对象存储不接受 ${setting} 的值（${code}）。请改正后重新启动。 / The object storage does not accept the value of ${setting} (${code}). Correct it and start again.`,
  );

const unreachable = (cause: unknown): StoreError =>
  new StoreError(
    '无法连接对象存储。请核对 CLUEGRAPH_S3_URL，并确认其正在运行。 / The object storage cannot be reached. Check CLUEGRAPH_S3_URL and that it is running.',
    { code: 'S3_UNREACHABLE', cause },
  );
