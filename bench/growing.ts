/** What the benches over a growing town share. */
import type { OwnedHub } from '../src/main/hub.js';

/** Imports a folder and waits for all that follows from it. */
export async function imported(into: OwnedHub, source: string, path: string): Promise<void> {
  const run = await into.import({ source, path, purpose: 'bench', by: 'bench' });
  await into.idle();
  const end = await into.progress(run);
  if (end?.state !== 'done' || end.quarantined)
    throw new Error(
      `The import of ${source} ended as ${end?.state ?? 'nothing'}: ${end?.error ?? `${end?.quarantined} records are quarantined`}`,
    );
}

/** Slope of the line through the logarithms of size and cost: 0 where the cost stays the same, 1 where it grows with the size. */
export function exponent(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const mean = (at: 0 | 1): number => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  return (
    logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0) /
    logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
  );
}
