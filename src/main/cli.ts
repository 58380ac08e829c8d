import 'reflect-metadata';
import { Command } from 'commander';
import { ClueGraphError } from '../errors.js';
import { clueCommands } from './commands/clues.js';
import { doctorCommand } from './commands/doctor.js';
import { extractCommand } from './commands/extract.js';
import { importCommands } from './commands/imports.js';
import { startCommand } from './commands/start.js';
import { statusCommands } from './commands/status.js';
import { storeCommands } from './commands/store.js';
import { workerCommand } from './commands/worker.js';
import { worklistCommand } from './commands/worklist.js';
import { createOutput } from './output.js';
import { version } from './root.js';

/** Exit codes: 0 done · 1 fault of ours · 2 the caller or operator must act · 3 done, but some records were refused. */
const program = new Command('cluegraph')
  .description(
    '不良资产清收的数据中枢与客户图谱 / data-integration hub and customer graph for recovering non-performing loans',
  )
  .version(version)
  .option('--json', '输出 JSON / print JSON for machines')
  .showHelpAfterError();
const output = createOutput(() => program.opts<{ json?: boolean }>().json === true);

startCommand(program);
workerCommand(program);
importCommands(program, output);
statusCommands(program, output);
clueCommands(program, output);
worklistCommand(program, output);
extractCommand(program);
storeCommands(program, output);
doctorCommand(program, output);

try {
  await program.parseAsync();
} catch (error) {
  const known = error instanceof ClueGraphError;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    output.json ? `${JSON.stringify({ error: { code: known ? error.code : 'FAULT', message } })}\n` : `${message}\n`,
  );
  process.exitCode = known ? 2 : 1;
}
