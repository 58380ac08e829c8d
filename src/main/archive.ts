/** Where the archive lies: in the bucket that CLUEGRAPH_S3_URL names, else in the data folder. */
import { join } from 'node:path';
import type { Archive } from '../archive/archive.js';
import { openDiskArchive, restoreArchive as restoreToFolder } from '../archive/disk.js';
import { openS3Archive, restoreToS3 } from '../archive/s3.js';
import type { ArchiveOptions } from '../archive/stored.js';
import type { Config } from '../config.js';

export const archiveFolder = (config: Config): string => join(config.dataFolder, 'archive');

export const openArchive = (config: Config, options?: ArchiveOptions): Promise<Archive> =>
  config.s3 ? openS3Archive(config.s3, options) : openDiskArchive(archiveFolder(config), options);

/** Makes the archive of a backup, whichever kind it was a backup of. Throws UserError when there is an archive already. */
export const restoreArchive = (from: string, config: Config): Promise<void> =>
  config.s3 ? restoreToS3(from, config.s3) : restoreToFolder(from, archiveFolder(config));
