import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { readShape, splitFile } from '../../../connectors/judgments/shapes.js';
import { ClueGraphError } from '../../errors.js';
import { toLabel } from '../../read/labels.js';
import { readCourtDocument } from '../../read/readCourtDocument.js';

/** `cluegraph extract --as labels PATH…`: reads court documents and prints what they state, touching no store. */
export function extractCommand(program: Command): void {
  program
    .command('extract')
    .description(
      '读取裁判文书并逐行输出 JSON，不写入任何存储 / read court documents, print one JSON line each, touch no store',
    )
    .argument('<paths...>', '文件或文件夹 / files or folders')
    .option(
      '--as <format>',
      "输出格式 / output format: 'labels' (flat values) or 'document' (values with positions)",
      'document',
    )
    .action(async (paths: string[], { as }: { as: string }) => {
      let bad = 0;
      for (const path of paths)
        for await (const file of files(path))
          for (const record of splitFile(basename(file), await readFile(file))) {
            const name = record.key === basename(file) ? record.key : `${basename(file)}#${record.key}`;
            try {
              const document = readCourtDocument(readShape(record.bytes, name).court);
              process.stdout.write(
                `${JSON.stringify(as === 'labels' ? toLabel(name, document) : { file: name, ...document })}\n`,
              );
            } catch (error) {
              if (!(error instanceof ClueGraphError)) throw error;
              bad++;
              process.stderr.write(`${name}: ${error.code}: ${error.message}\n`);
            }
          }
      if (bad) process.exitCode = 3;
    });
}

async function* files(path: string): AsyncGenerator<string> {
  if (!(await stat(path)).isDirectory()) {
    yield path;
    return;
  }
  for (const entry of (await readdir(path, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1)))
    if (entry.isDirectory()) yield* files(join(path, entry.name));
    else if (!entry.name.startsWith('.')) yield join(path, entry.name);
}
