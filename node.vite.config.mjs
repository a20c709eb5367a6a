import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** The shipped engine and authority on simulated machines: the database driver and the files are in memory. */
const simulated = (entry, outDir) => ({
  entry,
  outDir,
  target: 'node20',
  external: ['better-sqlite3', 'sequelize'],
  alias: {
    sqlite3: resolve('test/simulation/memory/sqlite3-driver.ts'),
    'node:fs/promises': resolve('test/simulation/memory/file-system.ts'),
  },
});

/**
 * The builds that run in Node: `--mode core` is the desk's core (Node 18 inside Electron 25), `--mode server` the central API.
 * Packages with native parts, or that load their parts by name, stay outside the server's bundle and come from node_modules.
 */
const builds = {
  core: { entry: 'main/core-process.ts', outDir: 'out/main', target: 'node18', external: ['sqlite3'] },
  server: {
    entry: 'server/server.ts',
    outDir: 'out/server',
    target: 'node20',
    external: ['sqlite3', 'pg', 'sequelize', 'fastify', '@fastify/rate-limit', '@fastify/swagger'],
  },
  bench: {
    entry: 'test/bench/bench.ts',
    outDir: 'out/bench',
    target: 'node20',
    external: [
      'sqlite3',
      'better-sqlite3',
      'sequelize',
      'playwright-core',
      'pg',
      'fastify',
      '@fastify/rate-limit',
      '@fastify/swagger',
    ],
  },
  // The shipped store on real files, whose disk a shim spoils.
  faults: {
    entry: 'test/faults/faults.ts',
    outDir: 'out/faults',
    target: 'node20',
    external: ['sqlite3', 'sequelize', 'pg', 'fastify', '@fastify/rate-limit', '@fastify/swagger'],
  },
  simulation: simulated('test/simulation/simulate.ts', 'out/simulation'),
  steps: simulated('test/faults/steps.ts', 'out/faults'),
};

export default defineConfig(({ mode }) => {
  const build = builds[mode] ?? builds.core;
  return {
    publicDir: false,
    resolve: { alias: build.alias ?? {} },
    build: {
      ssr: build.entry,
      target: build.target,
      outDir: build.outDir,
      emptyOutDir: false,
      sourcemap: true,
      reportCompressedSize: false,
      rolldownOptions: {
        // pg-hstore is an option of Sequelize that is neither installed nor used.
        external: ['electron', 'pg-hstore'],
        output: { format: 'cjs', entryFileNames: '[name].js', chunkFileNames: `${mode}-[name]-[hash].js` },
      },
    },
    ssr: { noExternal: true, external: build.external },
  };
});
