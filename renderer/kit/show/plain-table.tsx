import type { MouseEvent, ReactNode } from 'react';
import styles from './plain-table.module.css';

/** One column of a plain table. */
export interface PlainColumn<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** `end` for figures. */
  readonly align?: 'start' | 'center' | 'end' | undefined;
}

interface PlainTableProps<Row> {
  /** Accessible name. */
  readonly label: string;
  readonly columns: readonly PlainColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** With it the first cell is a link and the row can be pressed; `href` is the address with its `#`. */
  readonly link?: {
    readonly href: (row: Row) => string;
    /** Accessible name of the link where the first cell has no words, such as a picture. */
    readonly label?: ((row: Row) => string) | undefined;
    readonly onFollow: (row: Row) => void;
  };
  /** Why a row waits, such as "Not sent yet"; undefined when it does not. */
  readonly pendingOf?: (row: Row) => string | undefined;
  /** Rows of totals below, as `<tr>`s. */
  readonly foot?: ReactNode;
}

/** A short table on a page, such as the lines of an order; for long lists take `DataGrid`. */
export function PlainTable<Row>(props: PlainTableProps<Row>) {
  const { label, columns, rows, rowKey, link, pendingOf, foot } = props;
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={label}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ id, title, align }) =>
              title === '' ? (
                <td key={id} />
              ) : (
                <th key={id} scope="col" data-align={align}>
                  {title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} data-linked={link !== undefined || undefined} onClick={() => link?.onFollow(row)}>
              {columns.map(({ id, cell, align }, at) => (
                <td key={id} data-align={align}>
                  {at === 0 && <PendingDot words={pendingOf?.(row)} />}
                  {at === 0 && link ? (
                    <RowLink row={row} link={link}>
                      {cell(row)}
                    </RowLink>
                  ) : (
                    cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}

function PendingDot({ words }: { readonly words: string | undefined }) {
  return words === undefined ? null : <span role="img" className={styles.pending} aria-label={words} title={words} />;
}

interface RowLinkProps<Row> {
  readonly row: Row;
  readonly link: NonNullable<PlainTableProps<Row>['link']>;
  readonly children: ReactNode;
}

function RowLink<Row>({ row, link, children }: RowLinkProps<Row>) {
  const follow = (event: MouseEvent) => {
    event.preventDefault();
    event.stopPropagation();
    link.onFollow(row);
  };
  return (
    <a className={styles.link} href={link.href(row)} aria-label={link.label?.(row)} onClick={follow}>
      {children}
    </a>
  );
}
