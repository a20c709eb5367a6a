import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '../../renderer/app/theme.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { theme } from '../../renderer/app/theme';
import { DialogScene } from './dialog-scene';
import { ListScene } from './list-scene';
import { PartScene } from './part-scene';
import { RecordScene } from './record-scene';
import { WorkScene } from './work-scene';

const SCENES = { list: ListScene, record: RecordScene, parts: PartScene, dialogs: DialogScene, work: WorkScene };

const asked = new URLSearchParams(location.search);
const name = asked.get('scene') ?? 'list';
const Scene = name in SCENES ? SCENES[name as keyof typeof SCENES] : ListScene;
if (asked.get('density') === 'compact') document.documentElement.dataset.density = 'compact';
const root = document.getElementById('root');
if (!root) throw new Error('The page has no root');

createRoot(root).render(
  <MantineProvider
    theme={theme}
    forceColorScheme={asked.get('scheme') === 'dark' ? 'dark' : 'light'}
    getStyleNonce={() => 'gallery'}
  >
    <Scene variant={asked.get('variant') ?? ''} />
  </MantineProvider>,
);
