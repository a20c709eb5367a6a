import type { AnyRecord, Entity } from '../../../shared/kernel/entity';
import { Facts } from '../../kit/page/facts';
import { Section } from '../../kit/page/section';
import { fieldOf } from '../fields/field-kinds';
import type { Wording } from '../text/wording';

interface RecordFactsProps {
  readonly entity: Entity;
  readonly record: AnyRecord;
  readonly wording: Wording;
}

/** A record's fields to be read, in the sections of its form. */
export function RecordFacts({ entity, record, wording }: RecordFactsProps) {
  return entity.form.map(({ section, fields }) => (
    <Section key={section} title={wording.t(`sections.${section}`, { defaultValue: section })}>
      <Facts
        facts={fields.map((name) => {
          const { field, parts } = fieldOf(entity, name);
          const value = <parts.Cell {...{ entity, name, field, wording, record }} value={record[name]} full />;
          return { label: wording.field(entity, name), value };
        })}
      />
    </Section>
  ));
}
