import { crm } from '../../connectors/crm/connector.js';
import { judgments } from '../../connectors/judgments/connector.js';
import type { Connector } from '../ingest/connector.js';

/** Every source the hub knows; a new one is a folder in `connectors/` and a line here. */
export const connectors: readonly Connector[] = [judgments, crm];
