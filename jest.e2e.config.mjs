import unit from './jest.config.mjs';

/** End-to-end tests: the built product in the real Electron, one after the other. */
export default { ...unit, testMatch: ['**/*.e2e.ts'], maxWorkers: 1, testTimeout: 180_000 };
