/** The loan file from a database of the bank. What talks to it is loaded when it is asked: threads that read records never do. */
import type { Pull } from '../../../src/ingest/pull.js';
import type { CrmSettings } from './settings.js';

export function createPull(settings: CrmSettings): Pull {
  const { url, family, schema, legalBasis, every } = settings;
  return {
    scope: `${family}://${url.host}${url.pathname} ${schema}`,
    legalBasis,
    ...(every !== undefined && { every }),
    async check() {
      const { openPass } = await import('./pass.js');
      const { remarks, close } = await openPass(settings);
      await close();
      return remarks;
    },
    async *records(context) {
      const { openPass } = await import('./pass.js');
      const { records, close } = await openPass(settings, context.signal);
      try {
        return yield* records(context);
      } finally {
        const closing = close();
        // A question that nobody waits for any more ends by its timeout.
        if (!context.signal.aborted) await closing;
      }
    },
  };
}
