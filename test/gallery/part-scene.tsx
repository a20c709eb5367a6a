import {
  Alert,
  Button,
  Checkbox,
  NumberInput,
  PasswordInput,
  Radio,
  SegmentedControl,
  Select,
  Switch,
  TextInput,
  Textarea,
} from '@mantine/core';
import { SyncBadge } from '../../renderer/kit/frame/sync-badge';
import { ErrorNote } from '../../renderer/kit/page/error-note';
import { MoneyText } from '../../renderer/kit/show/money-text';
import { ShortcutHint } from '../../renderer/kit/show/shortcut-hint';
import { SkeletonRows } from '../../renderer/kit/show/skeleton-rows';
import { StateChip } from '../../renderer/kit/show/state-chip';
import { TONES } from '../../renderer/kit/show/tone';
import styles from './scene.module.css';

const WORDS = { gray: 'New', blue: 'In progress', amber: 'Waiting', green: 'Done', red: 'Problem', violet: 'Returned' };

/** Small parts, and Mantine's own as the theme dresses them. */
export function PartScene() {
  return (
    <main className={styles.sheet}>
      <h1>Parts</h1>
      <div className={styles.row}>
        {TONES.map((tone) => (
          <StateChip key={tone} tone={tone} word={WORDS[tone]} />
        ))}
      </div>
      <div className={styles.row}>
        <SyncBadge state="current" words="Up to date" />
        <SyncBadge state="syncing" words="Sending 3" />
        <SyncBadge state="waiting" words="3 waiting" />
        <SyncBadge state="offline" words="Working offline since 09:40" />
        <SyncBadge state="needs-you" words="1 needs you" />
      </div>
      <div className={styles.row}>
        <Button>Primary</Button>
        <Button variant="default">Default</Button>
        <Button variant="light">Light</Button>
        <Button variant="subtle">Subtle</Button>
        <Button variant="outline">Outline</Button>
        <Button color="red">Danger</Button>
        <Button variant="light" color="red">
          Danger light
        </Button>
        <Button disabled>Disabled</Button>
        <Button loading>Loading</Button>
        <Button size="lg">Large</Button>
        <Button size="xs">Small</Button>
      </div>
      <div className={styles.row}>
        <TextInput label="Name" placeholder="Placeholder" />
        <TextInput label="With a problem" defaultValue="abc" error="Must be a number" />
        <NumberInput label="Number" defaultValue={12} />
        <Select label="Choice" data={['One', 'Two']} defaultValue="One" />
        <PasswordInput label="Password" defaultValue="secret" />
        <TextInput label="Disabled" disabled defaultValue="cannot" />
      </div>
      <div className={styles.row}>
        <Checkbox label="Checkbox" defaultChecked />
        <Checkbox label="Off" />
        <Radio label="Radio" defaultChecked />
        <Switch label="Switch" defaultChecked />
        <SegmentedControl data={['Day', 'Week', 'Month']} />
        <ShortcutHint keys={['Ctrl', 'Shift', 'P']} />
        <MoneyText minor={-123456} currency="EUR" locale="de" />
        <MoneyText minor={98765432} currency="EUR" locale="de" strong />
      </div>
      <Textarea label="Remark" defaultValue="Two lines" />
      <Alert title="Mantine's alert">For plain hints.</Alert>
      <ErrorNote
        happened="The thing could not be sent."
        kept="It is kept here and waits."
        advice="The centre did not answer; it is tried again by itself."
        reference="Reference 7F3K-22"
        actions={
          <>
            <Button size="xs" variant="default">
              Try now
            </Button>
            <Button size="xs" variant="subtle">
              Show what waits
            </Button>
          </>
        }
      />
      <SkeletonRows rows={4} columns={4} label="Loading" />
    </main>
  );
}
