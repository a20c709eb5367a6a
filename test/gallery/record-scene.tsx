import { thing } from './made-up';
import { RecordPane } from './record-pane';
import { SceneFrame } from './scene-frame';

/** A record page of its own. */
export function RecordScene() {
  return (
    <SceneFrame here={['First area', 'Things', '204314']} sync="needs-you">
      <RecordPane thing={thing(4)} onClose={() => undefined} />
    </SceneFrame>
  );
}
