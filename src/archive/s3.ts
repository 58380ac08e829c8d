/** The archive in a bucket of S3-compatible storage. Its backup is a folder like any other. */
import type { Archive } from './archive.js';
import { copy, copyToFolder } from './backup.js';
import { diskStorage } from './diskStorage.js';
import { s3Storage, type S3Place } from './s3Storage.js';
import { openStored, type ArchiveOptions } from './stored.js';

export const openS3Archive = (place: S3Place, options?: ArchiveOptions): Promise<Archive> =>
  openStored(s3Storage(place), (target, progress) => copyToFolder(s3Storage(place), target, progress), options);

/** Makes an archive of a backup. There must be nothing at the place yet. Throws UserError when `from` is no backup, StoreError when it is damaged. */
export const restoreToS3 = (from: string, to: S3Place): Promise<void> => copy(diskStorage(from), s3Storage(to));
