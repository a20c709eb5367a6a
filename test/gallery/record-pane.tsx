import { Button, Table, TextInput } from '@mantine/core';
import { IconDots, IconTruck } from '@tabler/icons-react';
import { useState } from 'react';
import { ErrorNote } from '../../renderer/kit/page/error-note';
import { Facts } from '../../renderer/kit/page/facts';
import { RecordHead } from '../../renderer/kit/page/record-head';
import { Section } from '../../renderer/kit/page/section';
import { ViewTabs } from '../../renderer/kit/page/view-tabs';
import { MoneyText } from '../../renderer/kit/show/money-text';
import { NumberText } from '../../renderer/kit/show/number-text';
import { StateChip } from '../../renderer/kit/show/state-chip';
import { thing as madeUp } from './made-up';
import type { Thing } from './made-up';
import styles from './scene.module.css';

const locale = 'en-GB';
const TABS = [
  { id: 'items', label: 'Items', count: '4' },
  { id: 'history', label: 'History' },
  { id: 'files', label: 'Files' },
];

interface RecordPaneProps {
  readonly thing: Thing;
  readonly narrow?: boolean;
  readonly onClose: () => void;
}

/** A record with everything on it. */
export function RecordPane({ thing, narrow = false, onClose }: RecordPaneProps) {
  const [tab, setTab] = useState('items');
  return (
    <>
      <RecordHead
        title={thing.name}
        reference={thing.number}
        chips={
          <>
            <StateChip tone={thing.tone} word={thing.word} />
            <StateChip tone="green" word="Paid" />
          </>
        }
        detail={`${thing.place} · placed 21 Nov, 16:42`}
        pending="1 change not sent yet"
        actions={
          <>
            <Button variant="default" px={7} aria-label="More">
              <IconDots size={16} stroke={1.5} />
            </Button>
            <Button leftSection={<IconTruck size={16} stroke={1.5} />}>Send</Button>
          </>
        }
        tabs={<ViewTabs tabs={TABS} active={tab} onChange={setTab} label="Parts" />}
        close={{ label: 'Close', onClose }}
      />
      <div className={styles.columns} data-narrow={narrow || undefined}>
        <div className={styles.stack}>
          <ErrorNote
            tone="warning"
            happened="The price of one item changed at the centre."
            kept="Yours is kept here: €12.90."
            advice="Ada Kern set €13.50 at 09:12."
            actions={
              <>
                <Button size="xs" variant="default">
                  Keep mine
                </Button>
                <Button size="xs" variant="default">
                  Take hers
                </Button>
              </>
            }
          />
          <Section
            title="Items"
            note="4, 18 pieces"
            flush
            actions={
              <Button size="xs" variant="subtle">
                Add
              </Button>
            }
          >
            <Table verticalSpacing={7} horizontalSpacing={14} fz="sm">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Item</Table.Th>
                  <Table.Th ta="end">Pieces</Table.Th>
                  <Table.Th ta="end">Total</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {[11, 23, 37, 41].map((index) => {
                  const item = madeUp(index);
                  return (
                    <Table.Tr key={item.id}>
                      <Table.Td>
                        {item.name} {item.place}
                      </Table.Td>
                      <Table.Td ta="end">
                        <NumberText value={item.pieces} decimals={3} locale={locale} unit="pcs" />
                      </Table.Td>
                      <Table.Td ta="end">
                        <MoneyText minor={item.minor} currency="EUR" locale={locale} />
                      </Table.Td>
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </Table>
          </Section>
          <Section title="Remarks">
            <TextInput aria-label="Add a remark" placeholder="Add a remark" />
          </Section>
        </div>
        <div className={styles.stack}>
          <Section title="Facts">
            <Facts
              facts={[
                { label: 'Name', value: thing.name },
                { label: 'Place', value: thing.place, pending: 'Not sent yet' },
                { label: 'E-mail', value: 'mara.vogt.with.a.long.name@example.com' },
                { label: 'Number', value: thing.number },
              ]}
            />
          </Section>
          <Section title="Total">
            <Facts
              facts={[
                { label: 'Items', value: <MoneyText minor={118200} currency="EUR" locale={locale} />, align: 'end' },
                { label: 'Carriage', value: <MoneyText minor={690} currency="EUR" locale={locale} />, align: 'end' },
                { label: 'Tax 19 %', value: <MoneyText minor={22589} currency="EUR" locale={locale} />, align: 'end' },
                {
                  label: 'Total',
                  value: <MoneyText minor={141479} currency="EUR" locale={locale} />,
                  align: 'end',
                  strong: true,
                },
              ]}
            />
          </Section>
          <Section title="Folded" startsFolded>
            Nothing to see
          </Section>
        </div>
      </div>
    </>
  );
}
