import { buildNative } from './dependencies.mjs';
import { asCommand, Plain, say } from './run.mjs';

/** Native packages that are built on demand only: the benchmark's reference. */
const onDemand = { 'better-sqlite3': 'build/Release/better_sqlite3.node', sqlite3: 'build/Release/node_sqlite3.node' };

await asCommand(async () => {
  const name = process.argv[2] ?? '';
  if (!(name in onDemand)) throw new Plain(`Usage: node scripts/build-native.mjs <${Object.keys(onDemand).join('|')}>`);
  await buildNative(name, onDemand[name]);
  say(`${name} is built.`);
});
