import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Centre } from '../harness/centre';
import { startCentre } from '../harness/centre';
import { openPackedDesk, packApp } from '../harness/electron/packed-desk';
import { resolveRuntime } from '../harness/electron/runtime';

/** How a fuse is written in the binary: the characters 0 and 1. */
const blown = { off: 0x30, on: 0x31 };
const folder = mkdtempSync(join(tmpdir(), 'backroom-package-'));
let program: string;
let centre: Centre | undefined;

beforeAll(async () => {
  program = await packApp();
}, 300_000);
afterAll(async () => {
  await centre?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('the fuses in the packed program are set as the security page says', async () => {
  const wire = await getCurrentFuseWire(program);
  const off = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
  ];
  const on = [
    FuseV1Options.EnableCookieEncryption,
    FuseV1Options.OnlyLoadAppFromAsar,
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  ];
  // An Electron before 29 does not have this fuse; the current one must have it off.
  if (Number.parseInt(resolveRuntime().version, 10) >= 29) off.push(FuseV1Options.GrantFileProtocolExtraPrivileges);
  expect(off.map((fuse) => wire[fuse])).toEqual(off.map(() => blown.off));
  expect(on.map((fuse) => wire[fuse])).toEqual(on.map(() => blown.on));
});

test('the packed app starts and reaches the sign-in screen', async () => {
  centre = await startCentre({ dataDir: join(folder, 'centre'), demo: true });
  const desk = await openPackedDesk(program, { api: centre.url, dataDir: join(folder, 'desk') });
  try {
    await desk.page.getByRole('button', { name: 'Sign in', exact: true }).waitFor({ timeout: 60_000 });
    // The people of the demo come from the centre, through the core and its database driver in the package.
    await desk.page.getByText('Clara Jones').waitFor();
    expect(await desk.page.evaluate(() => 'process' in globalThis || 'require' in globalThis)).toBe(false);
  } finally {
    await desk.close();
  }
});
