import { useLocalStorage } from '@mantine/hooks';
import { useMemo } from 'react';
import type { Entity } from '../../../shared/kernel/entity';
import { allColumns } from './list-columns';

interface Layout {
  /** Columns in their order; null as the entity says. */
  readonly columns: readonly string[] | null;
  /** Pixels by column. */
  readonly widths: Readonly<Record<string, number>>;
}

const usual: Layout = { columns: null, widths: {} };

/** Columns and widths that were chosen for a list on this machine. */
export function useListLayout(entity: Entity) {
  const [layout, setLayout] = useLocalStorage<Layout>({
    key: `list:${entity.name}`,
    defaultValue: usual,
    getInitialValueInEffect: false,
  });
  const columns = useMemo(() => {
    const known = allColumns(entity);
    const chosen = layout.columns?.filter((name) => known.includes(name)) ?? [];
    return chosen.length > 0 ? chosen : entity.list.columns;
  }, [entity, layout.columns]);
  return {
    columns,
    widths: layout.widths,
    setColumns: (columns: readonly string[] | null) => setLayout((before) => ({ ...before, columns })),
    setWidths: (widths: Layout['widths']) => setLayout((before) => ({ ...before, widths })),
  };
}
