/**
 * Copies an archive while another process may be writing it. Runs are copied before segments: a run that has ended when
 * it is copied has all its segments on the disk, and a segment whose run came later is left for the next backup.
 */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StoreError, UserError } from '../errors.js';
import { syncFolder, wholeLines, writeWhole } from './files.js';
import { openSegment } from './segment.js';

type Progress = (done: number, total: number) => void;

/** `target` must be new or empty. It holds the keys of all records: keep it as safe as the archive, and destroy it when a record must be erased. */
export async function copyArchive(from: string, target: string, progress: Progress = () => undefined): Promise<void> {
  if (existsSync(target) && (await readdir(target)).length)
    throw new UserError(
      '备份的目标文件夹不为空。请选择新文件夹。 / The target of the backup is not empty. Choose a new folder.',
    );
  if (!existsSync(join(from, 'secret')))
    throw new UserError(
      '此处没有可复制的档案库。请选择档案库或备份所在的文件夹。 / There is no archive to copy here. Choose the folder of an archive or of a backup.',
    );
  const unfinished = join(dirname(target), `.${basename(target)}.unfinished`);
  await rm(unfinished, { recursive: true, force: true });
  for (const part of ['runs', 'segments']) await mkdir(join(unfinished, part), { recursive: true, mode: 0o700 });

  const runs = new Set<string>();
  for (const file of await readdir(join(from, 'runs'))) {
    const bytes = await readFile(join(from, 'runs', file));
    const { length } = wholeLines(bytes);
    if (length === 0) continue;
    await writeWhole(join(unfinished, 'runs', file), [bytes.subarray(0, length)]);
    runs.add(basename(file, '.jsonl'));
  }
  const segments = (await readdir(join(from, 'segments'))).filter((file) => file.endsWith('.records')).sort();
  for (const [done, file] of segments.entries()) {
    progress(done, segments.length);
    const id = basename(file, '.records');
    const [records, keys] = [join(from, 'segments', file), join(from, 'segments', `${id}.keys`)];
    const segment = openSegment(records, keys);
    if (!segment || segment.spoilt)
      throw new StoreError(
        '档案库有一个段已损坏。请先从更早的备份恢复。 / A segment of the archive is damaged. Restore it from an earlier backup first.',
        {
          code: 'DAMAGED',
        },
      );
    if (!runs.has(segment.head.run)) continue;
    await copyDurably(keys, join(unfinished, 'segments', `${id}.keys`));
    await copyDurably(records, join(unfinished, 'segments', file));
  }
  if (existsSync(join(from, 'erased.jsonl')))
    await copyDurably(join(from, 'erased.jsonl'), join(unfinished, 'erased.jsonl'));
  await copyDurably(join(from, 'secret'), join(unfinished, 'secret'));
  await rm(target, { recursive: true, force: true });
  await rename(unfinished, target);
  await syncFolder(dirname(target));
  progress(segments.length, segments.length);
}

async function copyDurably(from: string, to: string): Promise<void> {
  await copyFile(from, to);
  const file = await open(to, 'r+');
  await file.sync();
  await file.close();
}
