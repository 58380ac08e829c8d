/** What an operator must know about the Neo4j that holds the graph, asked once; nothing is made or changed there. */
import type { Bilingual } from '../model/clue.js';
import { countMarks } from './marks.js';
import { openNeo4j, type Neo4jAddress } from './neo4j.js';

/** The oldest version that is tested; later ones are numbered by year. */
const oldest = [5, 26] as const;

export interface Neo4jFindings {
  readonly version: string;
  readonly edition: string;
  /** What is not well, with what to do. */
  readonly faults: readonly Bilingual[];
  readonly unresolved: number;
  readonly dirty: number;
  readonly quarantined: number;
}

/** Throws ConfigError when the login is refused, StoreError when the server does not answer. */
export async function examineNeo4j(address: Neo4jAddress): Promise<Neo4jFindings> {
  const engine = await openNeo4j(address);
  try {
    const [server = { version: '0', edition: '' }] = await engine.read<{ version: string; edition: string }>(
      "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel' RETURN versions[0] AS version, edition",
    );
    const indexes = await engine.read<{ name: string; state: string }>(
      "SHOW INDEXES YIELD name, state WHERE state <> 'ONLINE' RETURN name, state ORDER BY name",
    );
    const { unresolved, dirty, quarantined } = await countMarks(engine.read.bind(engine));
    return {
      ...server,
      faults: [...faultOfVersion(server.version), ...indexes.map(faultOfIndex)],
      unresolved,
      dirty,
      quarantined: quarantined.reduce((sum, { records }) => sum + records, 0),
    };
  } finally {
    await engine.close();
  }
}

function faultOfVersion(version: string): Bilingual[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1])
    ? []
    : [
        {
          zh: `Neo4j ${version} 过旧。请升级到 ${oldest.join('.')} 或更高版本。`,
          en: `Neo4j ${version} is too old. Upgrade it to ${oldest.join('.')} or later.`,
        },
      ];
}

const faultOfIndex = ({ name, state }: { readonly name: string; readonly state: string }): Bilingual =>
  state === 'POPULATING'
    ? {
        zh: `索引 ${name} 正在建立，查询暂时较慢。请稍后再查。`,
        en: `Index ${name} is being made; queries are slow meanwhile. Look again later.`,
      }
    : {
        zh: `索引 ${name} 状态为 ${state}。请在 Neo4j 中执行 DROP INDEX ${name}（约束则 DROP CONSTRAINT），再启动服务以重建。`,
        en: `Index ${name} is ${state}. Run DROP INDEX ${name} in Neo4j (of a constraint DROP CONSTRAINT), then start a server, which makes it again.`,
      };
