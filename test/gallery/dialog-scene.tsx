import { IconFileText, IconPlus, IconSettings, IconUser } from '@tabler/icons-react';
import { Modal, Select } from '@mantine/core';
import { useState } from 'react';
import { CommandPalette } from '../../renderer/kit/dialog/command-palette';
import { PrintPreview } from '../../renderer/kit/dialog/print-preview';
import { ShortcutHint } from '../../renderer/kit/show/shortcut-hint';
import { thing } from './made-up';
import { SceneFrame } from './scene-frame';

const BARS = [3, 1, 2, 1, 1, 4, 1, 2, 2, 1, 3, 1, 1, 2, 4, 1, 1, 3, 2, 1, 1, 2, 3, 1, 2, 1, 4, 1, 1, 2];

function label(): string {
  let x = 5;
  const bars = BARS.map((width, index) => {
    const bar = index % 2 === 0 ? `<rect x="${x}" y="15" width="${width * 0.7}" height="11"/>` : '';
    x += width * 0.7 + 0.25;
    return bar;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 57 32"><script>top.hacked = true</script><rect width="57" height="32" fill="#fff"/><text x="5" y="7" font-family="sans-serif" font-size="4" font-weight="700">Made-up thing</text><text x="5" y="12" font-family="sans-serif" font-size="3">Blue, large</text><text x="52" y="11" text-anchor="end" font-family="sans-serif" font-size="6" font-weight="700">12.90</text>${bars.join('')}<text x="5" y="29.6" font-family="monospace" font-size="3">4 006381 333931</text></svg>`;
}

const groups = (query: string) =>
  query === 'zzz'
    ? []
    : [
        {
          id: 'go',
          label: 'Go to',
          items: [
            { id: 'go-things', label: 'Things', icon: IconFileText, keys: ['G', 'T'] },
            { id: 'go-settings', label: 'Settings', icon: IconSettings, keys: ['G', 'S'] },
          ],
        },
        { id: 'do', label: 'Do', items: [{ id: 'new', label: 'New thing', icon: IconPlus, keys: ['N'] }] },
        {
          id: 'things',
          label: 'Things',
          items: [1, 2, 3, 4].map((index) => ({
            id: `thing-${index}`,
            label: thing(index).name,
            detail: thing(index).number,
            icon: index % 2 ? IconFileText : IconUser,
          })),
        },
      ];

/** What floats; `variant`: palette, nothing, print, drawing. */
export function DialogScene({ variant }: { readonly variant: string }) {
  const [query, setQuery] = useState(variant === 'nothing' ? 'zzz' : '');
  const [ran, setRan] = useState('');
  const [copies, setCopies] = useState(2);
  const [printer, setPrinter] = useState('desk');
  const prints = variant === 'print' || variant === 'drawing';
  return (
    <SceneFrame here={['First area', 'Things']}>
      <h1>Behind</h1>
      <output data-testid="ran">{ran}</output>
      <CommandPalette
        opened={!prints}
        onClose={() => undefined}
        query={query}
        onQuery={setQuery}
        groups={groups(query)}
        busy={variant === 'busy'}
        onRun={(item) => setRan(item.id)}
        texts={{
          title: 'Go to or do',
          placeholder: 'Type a name, a number, or what to do',
          results: 'Results',
          searching: 'Searching',
          nothing: 'Nothing fits. Try fewer letters, or a number.',
        }}
        foot={
          <>
            <span>
              <ShortcutHint keys={['↑', '↓']} quiet /> choose
            </span>
            <span>
              <ShortcutHint keys={['Enter']} quiet /> open
            </span>
            <span>
              <ShortcutHint keys={['Esc']} quiet /> close
            </span>
          </>
        }
      />
      <Modal
        opened={prints}
        onClose={() => undefined}
        title="Print label"
        size={720}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <PrintPreview
          svg={variant === 'drawing' ? undefined : label()}
          size={{ width: 57, height: 32 }}
          alt="Label for made-up thing"
          printers={[
            { id: 'desk', label: 'Desk printer' },
            { id: 'back', label: 'Back room' },
          ]}
          printer={printer}
          onPrinter={setPrinter}
          copies={copies}
          onCopies={setCopies}
          onPrint={() => setRan('print')}
          onPdf={() => setRan('pdf')}
          texts={{
            printer: 'Printer',
            choosePrinter: 'Choose a printer',
            copies: 'Copies',
            size: '57 × 32 mm',
            print: 'Print',
            pdf: 'PDF',
            drawing: 'Drawing the preview',
          }}
        >
          <Select label="Design" data={['Shelf label', 'Address']} defaultValue="Shelf label" />
        </PrintPreview>
      </Modal>
    </SceneFrame>
  );
}
