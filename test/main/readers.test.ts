/** A record that ends or hangs its thread costs itself; all others of its portion are read. */
import { expect, test } from '@jest/globals';
import { openReaders } from '../../src/main/readers.js';

const thread = new URL('./stuckThread.ts', import.meta.url).href;
const record = (text: string) => ({
  source: 'test',
  key: text,
  mediaType: '',
  fetchedAt: '',
  bytes: new TextEncoder().encode(text),
});

test.each(['hang', 'exit'])(
  '%s',
  async (what) => {
    const readers = openReaders(1, { patience: what === 'hang' ? 4000 : 60_000, thread });
    const read = async (texts: readonly string[]): Promise<string[]> =>
      (await readers.read(texts.map(record))).map((outcome) => (outcome.ok ? outcome.says : outcome.code));
    expect(await read(['a', 'b', what, 'c'])).toEqual(['a', 'b', 'READER_CRASHED', 'c']);
    // The slot has a new thread.
    expect(await read(['d'])).toEqual(['d']);
    await readers.close();
  },
  120_000,
);

test('a thread that does not start blames no record', async () => {
  const readers = openReaders(1, { thread: new URL('./noSuchThread.ts', import.meta.url).href });
  await expect(readers.read([record('a')])).rejects.toMatchObject({ code: 'STORE', retry: true });
  await readers.close();
}, 60_000);

test('closed while reading: told, not blamed', async () => {
  const readers = openReaders(1, { thread });
  const reading = readers.read([record('hang')]);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await readers.close();
  await expect(reading).rejects.toMatchObject({ actor: 'nobody' });
}, 60_000);
