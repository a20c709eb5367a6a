import { Button, FileButton, Input } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useState } from 'react';
import { Picture } from '../show/picture';
import styles from './picture-field.module.css';

const SHOWN = 168;
const KINDS = 'image/png,image/jpeg,image/webp,image/gif';

interface PictureFieldProps {
  readonly label: string;
  /** Address of the picture that is there. */
  readonly source: string | undefined;
  readonly error?: string | undefined;
  readonly texts: { readonly choose: string; readonly change: string; readonly takeOff: string };
  /** Keeps the chosen file; the field is busy until it has. Says itself what went wrong. */
  readonly onFile: (file: File) => Promise<void>;
  /** Left out where a picture must stay. */
  readonly onTakeOff?: (() => void) | undefined;
}

/** A picture that is chosen from the machine's files, or dropped on its place. */
export function PictureField({ label, source, error, texts, onFile, onTakeOff }: PictureFieldProps) {
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const take = (file: File | null | undefined) => {
    if (!file || busy) return;
    setBusy(true);
    void onFile(file).finally(() => setBusy(false));
  };
  return (
    <Input.Wrapper label={label} error={error} labelElement="div">
      <div
        className={styles.place}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          take(event.dataTransfer.files[0]);
        }}
      >
        <Picture source={source} size={SHOWN} />
        <div className={styles.buttons}>
          <FileButton onChange={take} accept={KINDS}>
            {(props) => (
              <Button {...props} variant="default" loading={busy} leftSection={<IconPhoto size={16} stroke={1.5} />}>
                {source === undefined ? texts.choose : texts.change}
              </Button>
            )}
          </FileButton>
          {onTakeOff && source !== undefined && (
            <Button variant="subtle" color="gray" onClick={onTakeOff}>
              {texts.takeOff}
            </Button>
          )}
        </div>
      </div>
    </Input.Wrapper>
  );
}
