/** Unit tests: everything that runs in plain Node, beside the file it tests. */
export default {
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/(out|dist|\\.cache|\\.data)/'],
  modulePathIgnorePatterns: ['<rootDir>/(out|dist|\\.cache|\\.data)/'],
  testEnvironment: 'node',
  maxWorkers: 2,
  testTimeout: 60_000,
  cacheDirectory: '<rootDir>/.cache/jest',
  moduleNameMapper: { '\\.css$': '<rootDir>/test/harness/no-style.ts' },
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
    // These packages ship ES modules only; Jest runs CommonJS.
    'node_modules/(@tanstack/(react-table|table-core)|cookie)/.+\\.js$': [
      '@swc/jest',
      { jsc: { target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(@tanstack/(react-table|table-core)|cookie)/)'],
};
