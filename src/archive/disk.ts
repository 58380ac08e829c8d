import type { Archive } from './archive.js';
import { copyToFolder } from './backup.js';
import { diskStorage } from './diskStorage.js';
import { openStored, type ArchiveOptions } from './stored.js';

export const openDiskArchive = (folder: string, options?: ArchiveOptions): Promise<Archive> =>
  openStored(diskStorage(folder), (target, progress) => copyToFolder(diskStorage(folder), target, progress), options);

/** Makes an archive of a backup. The folder `to` must be new or empty. Throws UserError when `from` is no backup, StoreError when it is damaged. */
export const restoreArchive = (from: string, to: string): Promise<void> => copyToFolder(diskStorage(from), to);
