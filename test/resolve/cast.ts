import type { Mention } from '../../src/model/mention.js';
import { organizationName } from '../../src/model/organizationName.js';
import { personName } from '../../src/model/personName.js';

/** A mention as stitching makes it: a document of its own, its name's key. */
export function mention(id: string, said: Partial<Mention> & { name: string }): Mention {
  const kind = said.kind ?? (/公司|行$/.test(said.name) ? 'organization' : 'person');
  const nameKey = (kind === 'person' ? personName : organizationName).clean(said.name)?.key ?? said.name;
  return { id, document: `doc of ${id}`, nameKey, kind, roles: ['defendant'], fromLoanFile: false, ...said };
}
