/** What a source's dry run may know of the hub: the archive's present record of a key, and the parties of a name. */
import { identitiesByNameKey } from '../../src/graph/search.js';
import { NotFoundError, UserError } from '../../src/errors.js';
import type { Held, NamedParty, Preview } from '../../src/ingest/connector.js';
import type { Hub } from '../../src/ingest/hub.js';
import { nameKeys } from '../search/find.js';

/** Throws NotFoundError NO_SUCH_SOURCE, UserError NO_PREVIEW and NO_SUCH_PATH. Writes nothing. */
export async function previewImport(hub: Hub, source: string, path: string): Promise<Preview> {
  const connector = hub.connectors.find((candidate) => candidate.name === source);
  if (!connector) {
    const known = hub.connectors.map(({ name }) => name).join(', ');
    throw new NotFoundError(
      `没有数据源“${source}”。请选择：${known}。 / There is no source '${source}'. Choose one of: ${known}.`,
      { code: 'NO_SUCH_SOURCE' },
    );
  }
  if (!connector.preview)
    throw new UserError(
      `数据源“${source}”不能试运行。请直接导入，导入可以撤回。 / The source '${source}' has no dry run. Import it; a run can be taken back.`,
      {
        code: 'NO_PREVIEW',
      },
    );
  try {
    return await connector.preview(path, heldBy(hub, source));
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes(String((cause as { code?: unknown }).code)))
      throw new UserError(
        '该路径下没有可读的文件或文件夹。请在枢纽所在机器上核对。 / There is no readable file or folder at that path. Check it on the machine of the hub.',
        {
          cause,
          code: 'NO_SUCH_PATH',
        },
      );
    throw cause;
  }
}

function heldBy({ archive, engine }: Hub, source: string): Held {
  return {
    async record(key) {
      if (await archive.withdrawn(source, key)) return null;
      const [latest] = await archive.history(source, key);
      return latest ? archive.bytes(latest) : null;
    },
    async named(name) {
      const parties = new Map<string, NamedParty>();
      for (const row of await identitiesByNameKey(engine.read.bind(engine), nameKeys(name))) {
        const held = parties.get(row.party);
        const idNumber = held?.idNumber ?? row.idNumber;
        const creditCode = held?.creditCode ?? row.creditCode;
        const birthDate = held?.birthDate ?? row.birthDate;
        parties.set(row.party, {
          party: row.party,
          ...(idNumber ? { idNumber } : {}),
          ...(creditCode ? { creditCode } : {}),
          ...(birthDate ? { birthDate } : {}),
          customers: [...new Set([...(held?.customers ?? []), ...row.customers])],
        });
      }
      return [...parties.values()];
    },
  };
}
