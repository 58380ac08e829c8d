/** Waits for SIGINT or SIGTERM, ends what is under way, and ends the process. Asked again, it does not wait any longer. */
export async function untilStopped(close: () => Promise<void>): Promise<never> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve();
      });
  });
  await close();
  process.exit(0);
}
