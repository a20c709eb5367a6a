const long = (lines: number) => 'const x = 1;\n'.repeat(lines);
const noun = (imported: string) => `import { x } from '${imported}';\nexport const y = defineEntity(x);`;
const verb = "import { y } from '../stock/adjust';\nexport const z = defineMutation(y);";
const many = (count: number, folder: string, text: string) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${folder}/a${i}.ts`, text]));

/** A file that imports one thing it may not. */
const foreign = (path: string, from: string, resolved = from): Fault => [
  `${path} may not import ${resolved}`,
  { [path]: `import { x } from '${from}';` },
];
const impure = (word: string): Fault => [
  `shared/domain/sales/a.ts uses ${word}: a verb takes time and chance from its context`,
  { 'shared/domain/sales/a.ts': `const b = ${word};` },
];

/** What must be said, and the sources (path → text) it must be said about. */
type Fault = [said: string, files: Record<string, string>];

/** One fault against each law of the house. */
export const plantedFaults: Fault[] = [
  foreign('shared/kernel/a.ts', 'axios'),
  foreign('shared/kernel/a.ts', 'node:fs'),
  foreign('shared/kernel/a.ts', '../domain/sales/order', 'shared/domain/sales/order'),
  foreign('shared/domain/sales/a.ts', '../../protocol/sync', 'shared/protocol/sync'),
  foreign('shared/protocol/a.ts', '../store/b', 'shared/store/b'),
  foreign('shared/store/a.ts', '../domain/domain', 'shared/domain/domain'),
  foreign('shared/store/a.ts', 'react'),
  foreign('main/core/a.ts', '../shell/window', 'main/shell/window'),
  foreign('main/shell/a.ts', '../core/mutate', 'main/core/mutate'),
  foreign('main/preload.ts', 'zod'),
  foreign('renderer/kit/a.tsx', '../bridge/b', 'renderer/bridge/b'),
  foreign('renderer/kit/a.tsx', '../../shared/kernel/money', 'shared/kernel/money'),
  foreign('renderer/screens/a.tsx', '../areas/sales/b', 'renderer/areas/sales/b'),
  foreign('renderer/areas/sales/a.tsx', '../stock/b', 'renderer/areas/stock/b'),
  foreign('renderer/areas/sales/a.tsx', '../../app/frame', 'renderer/app/frame'),
  foreign('renderer/app/a.tsx', '../../main/core/b', 'main/core/b'),
  foreign('server/routes/a.ts', '../../main/core/b', 'main/core/b'),
  foreign('server/routes/a.ts', 'react'),
  ['main/core/a.ts may not import main/shell/b', { 'main/core/a.ts': "const b = await import('../shell/b');" }],
  [
    'renderer/app/a.tsx may not import main/core/b',
    { 'renderer/app/a.tsx': "export type { B } from '../../main/core/b';" },
  ],
  ['shared/else/a.ts stands in no room', { 'shared/else/a.ts': '' }],
  [
    'shared/domain/sales/a.ts is a noun and may not import shared/domain/stock/b',
    { 'shared/domain/sales/a.ts': noun('../stock/b') },
  ],
  [
    'shared/domain/sales/a.ts is a noun and may not import shared/domain/sales/b',
    { 'shared/domain/sales/a.ts': noun('./b'), 'shared/domain/sales/b.ts': noun('../../kernel/entity') },
  ],
  [
    'shared/domain/sales/a.ts may not import the verb of another area, shared/domain/stock/adjust',
    { 'shared/domain/sales/a.ts': verb, 'shared/domain/stock/adjust.ts': 'export const y = defineMutation({});' },
  ],
  ['main/core/a.ts names electron', { 'main/core/a.ts': "import { app } from 'electron';" }],
  ['main/core/a.test.ts names electron', { 'main/core/a.test.ts': "const { app } = require('electron');" }],
  [
    'shared/kernel/a.ts → shared/kernel/b.ts → shared/kernel/a.ts is a cycle',
    { 'shared/kernel/a.ts': "import './b';", 'shared/kernel/b.ts': "import './a';" },
  ],
  ['main/core/a.ts has 301 lines, the wall is 300', { 'main/core/a.ts': long(301) }],
  ['main/core/a.test.ts has 301 lines, the wall is 300', { 'main/core/a.test.ts': long(301) }],
  [
    'shared/domain/sales/a.ts has 121 lines, the wall is 120',
    { 'shared/domain/sales/a.ts': `defineEntity({});\n${long(120)}` },
  ],
  ['shared/kernel has 21 files, the wall is 20', many(21, 'shared/kernel', '')],
  ['shared/kernel/ has 1450 lines, the wall is 1400', many(5, 'shared/kernel', long(290))],
  ['renderer/screens/ has 3190 lines, the wall is 3000', many(11, 'renderer/screens', long(290))],
  impure('Date.now'),
  impure('new Date()'),
  impure('Math.random'),
  impure('crypto'),
  ['main/core/myFile.ts is not kebab-case', { 'main/core/myFile.ts': '' }],
  ['main/core/file-utils.ts has a name that says nothing', { 'main/core/file-utils.ts': '' }],
  ['main/core/index.ts has a name that says nothing', { 'main/core/index.ts': '' }],
  ['main/core/a.ts has a default export', { 'main/core/a.ts': 'export default 1;' }],
];
