import { useEffect, type RefObject } from 'react';
import type { Entity } from '../../../shared/kernel/entity';
import { Section } from '../../kit/page/section';
import { fieldOf } from '../fields/field-kinds';
import type { Wording } from '../text/wording';
import styles from './form.module.css';

interface FormSectionsProps {
  readonly entity: Entity;
  readonly record: Readonly<Record<string, unknown>>;
  readonly problems: Readonly<Record<string, string>>;
  readonly onChange: (name: string, value: unknown) => void;
  readonly wording: Wording;
  /** Fields that are not asked for, e.g. the whole that a part belongs to. */
  readonly hidden?: readonly string[];
}

/** Kinds that take the whole line. */
const wide = new Set(['address', 'richText', 'image']);

/** Lets the keyboard begin at the first field of a form that has just opened. */
export function useFirstField(form: RefObject<HTMLElement | null>): void {
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), [form]);
}

/** The fields of an entity to be typed in, laid out in its sections. */
export function FormSections({ entity, record, problems, onChange, wording, hidden = [] }: FormSectionsProps) {
  const first = entity.form[0]?.fields.find((name) => !hidden.includes(name));
  return entity.form.map(({ section, fields }) => {
    // A picture can be taken off here, but not put on: without one there is nothing to do.
    const shown = fields.filter(
      (name) => !hidden.includes(name) && (entity.fields[name]?.kind !== 'image' || record[name]),
    );
    if (shown.length === 0) return null;
    return (
      <Section key={section} title={wording.t(`sections.${section}`, { defaultValue: section })} foldable={false}>
        <div className={styles.fields}>
          {shown.map((name) => {
            const { field, parts } = fieldOf(entity, name);
            const long = wide.has(field.kind) || field.options.multiline || (field.options.max ?? 0) > 300;
            return (
              <div key={name} className={long ? styles.wide : undefined} data-field={name}>
                <parts.Input
                  {...{ entity, name, field, wording, record }}
                  value={record[name]}
                  onChange={(value) => onChange(name, value)}
                  {...(problems[name] ? { error: problems[name] } : {})}
                  autoFocus={name === first}
                />
              </div>
            );
          })}
        </div>
      </Section>
    );
  });
}
