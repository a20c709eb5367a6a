import { Button } from '@mantine/core';
import { ScanField } from '../../renderer/kit/input/scan-field';
import { SceneFrame } from './scene-frame';
import styles from './scene.module.css';

/** The scan field in its states. */
export function WorkScene() {
  return (
    <SceneFrame here={['Second area', 'Pick']} sync="offline">
      <div className={styles.sheet}>
        <h1>Work</h1>
        <ScanField
          prompt="Scan a thing to take it"
          status="Ready to scan"
          armed
          last={{
            result: 'known',
            code: '4006381333931',
            words: 'Made-up thing, blue: 3 of 5 taken',
            undo: { label: 'Undo', onUndo: () => undefined },
          }}
        >
          <Button variant="default" size="md">
            Type the code
          </Button>
        </ScanField>
        <ScanField
          prompt="Scan a thing to take it"
          status="Ready to scan"
          armed
          last={{
            result: 'unknown',
            code: '0000000000000',
            words: 'Nobody knows this code. Scan again, or search by name.',
          }}
        />
        <ScanField prompt="Scanning is off" status="A dialog is open" armed={false} />
      </div>
    </SceneFrame>
  );
}
