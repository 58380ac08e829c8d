/**
 * Copies an archive while other processes may be writing it. Runs are copied before segments: a run that has ended when
 * it is copied has all its segments, and a segment whose run came later is left for the next backup.
 */
import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StoreError, UserError } from '../errors.js';
import { diskStorage } from './diskStorage.js';
import { syncFolder } from './files.js';
import type { Storage } from './storage.js';
import { readSegment } from './stored.js';

type Progress = (done: number, total: number) => void;

/**
 * Copies into a folder, which is an archive itself; it must be new or empty. It holds the keys of all records: keep it
 * as safe as the archive, and destroy it when a record must be erased.
 */
export async function copyToFolder(from: Storage, target: string, progress?: Progress): Promise<void> {
  if (existsSync(target) && (await readdir(target)).length) throw notEmpty();
  const unfinished = join(dirname(target), `.${basename(target)}.unfinished`);
  await rm(unfinished, { recursive: true, force: true });
  await copy(from, diskStorage(unfinished), progress);
  await rm(target, { recursive: true, force: true });
  await rename(unfinished, target);
  await syncFolder(dirname(target));
}

/** Copies everything; `to` must be empty, and is an archive only when the copy has ended. */
export async function copy(from: Storage, to: Storage, progress: Progress = () => undefined): Promise<void> {
  const secret = await from.get('secret');
  if (!secret)
    throw new UserError(
      '此处没有可复制的档案库。请选择档案库或备份所在的文件夹。 / There is no archive here to copy. Choose the folder of an archive or of a backup.',
    );
  if ((await to.get('secret')) || (await to.unread()).size || (await to.segments()).length) throw notEmpty();
  await to.prepare();
  const journals = await from.unread();
  const segments = (await from.segments()).sort();
  for (const [journal, lines] of journals) if (journal !== 'erased') await to.append(journal, lines as object[]);
  for (const [done, id] of segments.entries()) {
    progress(done, segments.length);
    const segment = await readSegment(from, id);
    if (!segment || segment.spoilt) throw damagedSegment();
    if (!journals.has(`runs/${segment.run}`)) continue;
    const records = await from.part(id, 0, segment.offsets.at(-1) ?? 0);
    if (!records) throw damagedSegment();
    await to.put(`keys/${id}`, [segment.keys]);
    await to.put(`records/${id}`, [records.bytes]);
  }
  // What was erased while its keys were copied is destroyed when the copy is opened.
  const erased = [...(journals.get('erased') ?? []), ...((await from.unread()).get('erased') ?? [])];
  if (erased.length) await to.append('erased', erased as object[]);
  await to.create('secret', secret);
  from.close();
  to.close();
  progress(segments.length, segments.length);
}

const notEmpty = (): UserError =>
  new UserError('备份的目标不为空。请选择新的位置。 / The target of the copy is not empty. Choose a new place.');

const damagedSegment = (): StoreError =>
  new StoreError(
    '档案库有一个段已损坏。请先从更早的备份恢复。 / A segment of the archive is damaged. Restore it from an earlier backup first.',
    { code: 'DAMAGED' },
  );
