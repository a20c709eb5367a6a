import { Button, NumberInput, Select } from '@mantine/core';
import { IconFileTypePdf, IconPrinter } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { svgPicture } from './svg-picture';
import styles from './print-preview.module.css';

/** Millimetres. */
export interface PaperSize {
  readonly width: number;
  readonly height: number;
}

interface PrintPreviewProps {
  /** The page exactly as it will be printed; `undefined` while it is being drawn. */
  readonly svg: string | undefined;
  readonly size: PaperSize;
  /** Names what is seen, such as "Label for blue mug". */
  readonly alt: string;
  readonly printers: readonly { readonly id: string; readonly label: string }[];
  readonly printer: string | undefined;
  readonly onPrinter: (id: string) => void;
  readonly copies: number;
  readonly onCopies: (copies: number) => void;
  readonly onPrint: () => void;
  readonly onPdf?: () => void;
  /** While a job is being handed over. */
  readonly busy?: boolean;
  readonly texts: {
    readonly printer: string;
    readonly choosePrinter: string;
    readonly copies: string;
    /** The size in words, such as "57 × 32 mm". */
    readonly size: string;
    readonly print: string;
    readonly pdf: string;
    readonly drawing: string;
  };
  /** Further choices, such as the design. */
  readonly children?: ReactNode;
  /** What went wrong, as an `ErrorNote`. */
  readonly problem?: ReactNode;
}

const MOST_COPIES = 999;

/** What will come out of the printer, how often, and where. */
export function PrintPreview(props: PrintPreviewProps) {
  const { svg, size, printer, copies, onCopies, onPrint, busy = false, texts } = props;
  const source = useMemo(() => (svg === undefined ? undefined : svgPicture(svg)), [svg]);
  const ready = source !== undefined && printer !== undefined && copies > 0 && !busy;
  return (
    <div className={styles.preview}>
      <figure className={styles.stage}>
        <div className={styles.paper} style={{ aspectRatio: `${size.width} / ${size.height}` }}>
          {source === undefined ? (
            <div role="status" aria-label={texts.drawing} className={styles.drawing} />
          ) : (
            <img src={source} alt={props.alt} className={styles.picture} />
          )}
        </div>
        <figcaption className={styles.size}>{texts.size}</figcaption>
      </figure>
      <div className={styles.choices}>
        {props.children}
        <Select
          label={texts.printer}
          placeholder={texts.choosePrinter}
          data={props.printers.map(({ id, label }) => ({ value: id, label }))}
          value={printer ?? null}
          allowDeselect={false}
          onChange={(id) => id !== null && props.onPrinter(id)}
        />
        <NumberInput
          label={texts.copies}
          min={1}
          max={MOST_COPIES}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          value={copies}
          onChange={(value) => onCopies(Number(value) || 0)}
          onBlur={() => copies === 0 && onCopies(1)}
        />
        {props.problem}
        <div className={styles.actions}>
          {props.onPdf && (
            <Button
              variant="default"
              leftSection={<IconFileTypePdf size={16} stroke={1.5} />}
              disabled={source === undefined}
              onClick={props.onPdf}
            >
              {texts.pdf}
            </Button>
          )}
          <Button
            leftSection={<IconPrinter size={16} stroke={1.5} />}
            disabled={!ready}
            loading={busy}
            data-autofocus
            onClick={onPrint}
          >
            {texts.print}
          </Button>
        </div>
      </div>
    </div>
  );
}
