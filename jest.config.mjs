/** Suites that use the real servers (see scripts/services.mjs) empty them: one after the other then. */
const usesServers = Object.keys(process.env).some((name) => /^TEST_\w+_URL$/.test(name) && process.env[name]);

/** Native ESM: run through `npm test`, which sets --experimental-vm-modules. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  resolver: '<rootDir>/jest.resolver.cjs',
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  coverageProvider: 'v8',
  // A busy machine is no fault of the code.
  testTimeout: 60_000,
  maxWorkers: usesServers ? 1 : '100%',
};
