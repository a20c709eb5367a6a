import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCentre } from './centre';
import { projectFolder } from './project-folder';

/** What the demo shop is made by: when it changes, or the day (the newest orders are of today), the shop is made anew. */
function maker(): string {
  const hash = createHash('sha256').update(new Date().toISOString().slice(0, 10));
  const folders = [join(projectFolder, 'out', 'server'), join(projectFolder, 'resources', 'demo')];
  for (const folder of folders) {
    for (const file of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (file.isFile()) hash.update(readFileSync(join(file.parentPath, file.name)));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** Puts the data of a centre with the demo shop into `folder`. It is made once, then copied: each test file gets its own. */
export async function layDemoShop(folder: string): Promise<void> {
  const shelf = join(projectFolder, '.cache', 'demo-shop');
  const kept = join(shelf, maker());
  if (!existsSync(kept)) {
    rmSync(shelf, { recursive: true, force: true });
    const fresh = mkdtempSync(join(tmpdir(), 'backroom-demo-'));
    const centre = await startCentre({ dataDir: fresh, demo: true });
    await centre.stop();
    mkdirSync(shelf, { recursive: true });
    const draft = `${kept}.part`;
    cpSync(fresh, draft, { recursive: true });
    renameSync(draft, kept);
    rmSync(fresh, { recursive: true, force: true });
  }
  cpSync(kept, folder, { recursive: true });
}
