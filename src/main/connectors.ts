import { crm } from '../../connectors/crm/connector.js';
import { judgments } from '../../connectors/judgments/connector.js';
import { UserError } from '../errors.js';
import type { Connector } from '../ingest/connector.js';

/** Every source the hub knows; a new one is a folder in `connectors/` and a line here. */
export const connectors: readonly Connector[] = [judgments, crm];

/** The source of that name. Throws UserError that names all there are. */
export function connectorOf(name: string, among = connectors): Connector {
  const connector = among.find((candidate) => candidate.name === name);
  if (connector) return connector;
  const known = among.map((candidate) => candidate.name).join(', ');
  throw new UserError(
    `没有数据源“${name}”。请选择：${known}。 / There is no source '${name}'. Choose one of: ${known}.`,
  );
}
