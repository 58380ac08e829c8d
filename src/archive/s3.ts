/** The archive in a bucket of S3-compatible storage. Its backup is a folder like any other. */
import type { Archive } from './archive.js';
import { copy, copyToFolder } from './backup.js';
import { diskStorage } from './diskStorage.js';
import { openBucket } from './s3Bucket.js';
import { s3Storage, type S3Place } from './s3Storage.js';
import { openStored, type ArchiveOptions } from './stored.js';

export const openS3Archive = (place: S3Place, options?: ArchiveOptions): Promise<Archive> =>
  openStored(s3Storage(place), (target, progress) => copyToFolder(s3Storage(place), target, progress), options);

/** Makes an archive of a backup. There must be nothing at the place yet. Throws UserError when `from` is no backup, StoreError when it is damaged. */
export const restoreToS3 = (from: string, to: S3Place): Promise<void> => copy(diskStorage(from), s3Storage(to));

/** Asks the bucket, for `doctor`. Throws ConfigError or StoreError that name the setting to mend. */
export async function versioningOf(place: S3Place): Promise<'on' | 'off' | 'unknown'> {
  const bucket = openBucket(place);
  // First what the archive itself needs: a wrong key is told as such.
  await bucket.get('secret');
  const versioned = await bucket.versioned();
  if (versioned === null) return 'unknown';
  return versioned ? 'on' : 'off';
}
