/** One line on a terminal that is written over; on anything else a line a second at most, so that logs stay short. */
export interface ProgressBar {
  update(done: number, total: number | null, note?: string): void;
  end(note: string): void;
}

const width = 24;

export function progressBar(title: string, stream: NodeJS.WriteStream = process.stderr): ProgressBar {
  let last = 0;
  const line = (done: number, total: number | null, note: string): string => {
    if (total === null || total === 0) return `${title} ${done} ${note}`;
    const filled = Math.min(width, Math.floor((width * done) / total));
    return `${title} [${'█'.repeat(filled)}${'░'.repeat(width - filled)}] ${done}/${total} ${note}`;
  };
  return {
    update(done, total, note = '') {
      const now = Date.now();
      if (now - last < (stream.isTTY ? 80 : 1000)) return;
      last = now;
      stream.write(stream.isTTY ? `\r\x1b[2K${line(done, total, note)}` : `${line(done, total, note)}\n`);
    },
    end(note) {
      stream.write(stream.isTTY ? `\r\x1b[2K${title} ${note}\n` : `${title} ${note}\n`);
    },
  };
}
