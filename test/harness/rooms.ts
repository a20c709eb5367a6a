/** A room of the house, and what may come in. */
export type Room = {
  /** The path that its files start with; the longest match wins. */
  readonly at: string;
  /** Rooms, or single files without extension, that it may import besides itself. */
  readonly rooms: readonly string[];
  /** npm packages, `node` for what Node brings. A trailing `*` stands for any rest. */
  readonly packages: readonly string[];
};

const core = [
  'node',
  'sequelize',
  'sqlite3',
  'axios',
  'zod',
  'csv-parse',
  'csv-stringify',
  'hash-wasm',
  'bwip-js',
  'pdf-lib',
  'eventsource-parser',
];
const look = [
  'react',
  'react-dom',
  '@mantine/*',
  '@tanstack/*',
  '@tabler/icons-react',
  'i18next',
  'react-i18next',
  'react-router',
];
const screen = [...look, '@reduxjs/toolkit', 'react-redux'];
const domain = ['shared/kernel', 'shared/domain'];

/** Who may import whom: the table of the README, as data. */
export const rooms: readonly Room[] = [
  { at: 'shared/kernel/', rooms: [], packages: ['zod'] },
  { at: 'shared/domain/', rooms: ['shared/kernel'], packages: ['zod'] },
  { at: 'shared/protocol/', rooms: domain, packages: ['zod'] },
  { at: 'shared/store/', rooms: ['shared/kernel'], packages: ['sequelize', 'sqlite3', 'node'] },
  { at: 'shared/labels/', rooms: ['shared/kernel'], packages: ['zod', 'bwip-js', 'pdf-lib'] },
  { at: 'shared/demo/', rooms: [...domain, 'shared/labels'], packages: ['zod', 'csv-parse'] },
  { at: 'main/core/', rooms: ['shared'], packages: core },
  {
    at: 'main/shell/',
    rooms: ['main/core/core', 'main/core/ports', 'shared/kernel', 'shared/protocol', 'resources'],
    packages: ['electron', 'node'],
  },
  { at: 'main/preload', rooms: ['shared/protocol'], packages: ['electron'] },
  { at: 'main/main', rooms: ['main', 'shared', 'resources'], packages: ['electron', 'node'] },
  { at: 'main/core-process', rooms: ['main/core', 'shared'], packages: [...core, 'electron'] },
  { at: 'renderer/kit/', rooms: [], packages: look },
  {
    at: 'renderer/bridge/',
    rooms: [...domain, 'shared/protocol'],
    packages: ['react', '@reduxjs/toolkit', 'react-redux'],
  },
  { at: 'renderer/screens/', rooms: ['renderer/kit', 'renderer/bridge', ...domain], packages: look },
  {
    at: 'renderer/areas/',
    rooms: ['renderer/screens', 'renderer/kit', 'renderer/bridge', ...domain],
    packages: screen,
  },
  {
    at: 'renderer/app/',
    rooms: ['renderer', ...domain, 'shared/protocol', 'resources'],
    packages: [...screen, '@fontsource*'],
  },
  { at: 'renderer/main', rooms: ['renderer', ...domain, 'resources'], packages: [...screen, '@fontsource*'] },
  {
    at: 'server/',
    rooms: ['shared', 'resources'],
    packages: ['node', 'fastify', '@fastify/*', 'sequelize', 'sqlite3', 'pg', 'zod', 'hash-wasm', 'csv-parse'],
  },
];

/** Where Electron may be named. */
export const electronOnly = /^main\/(shell\/|main\.ts$|preload\.ts$|core-process\.ts$)/;

/** Walls of size, in lines. Rooms are counted without their tests. */
export const walls = {
  file: 300,
  nounOrVerb: 120,
  folder: 20,
  rooms: { 'shared/kernel/': 1400, 'renderer/screens/': 3000 },
};

/** Files that may be long: the register, generated pictures, words and demo data. */
export const mayBeLong = /^shared\/domain\/domain\.ts$|\.snap\.json$|^shared\/demo\/|^resources\//;
