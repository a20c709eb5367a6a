import type { ComponentType } from 'react';
import type { Entity } from '../../../../shared/kernel/entity';
import type { Field } from '../../../../shared/kernel/field';
import type { Condition } from '../../../../shared/kernel/query';
import type { Wording } from '../../text/wording';

/** Which field of which entity. */
export interface FieldOf {
  readonly entity: Entity;
  readonly name: string;
  readonly field: Field<unknown>;
  readonly wording: Wording;
}

export interface CellProps extends FieldOf {
  /** As in the record; null when empty. */
  readonly value: unknown;
  /** The record around it, e.g. for an amount's currency. */
  readonly record: Readonly<Record<string, unknown>>;
  /** On a record's page there is room for all of it; in a grid there is one line. */
  readonly full?: boolean;
}

export interface InputProps extends FieldOf {
  /** undefined while nothing is typed, NaN while what is typed is no number. */
  readonly value: unknown;
  readonly record: Readonly<Record<string, unknown>>;
  readonly onChange: (value: unknown) => void;
  /** What is wrong with the value, in words. */
  readonly error?: string;
  readonly autoFocus?: boolean;
}

export interface FilterProps extends FieldOf {
  /** As it stands in the address; undefined when the filter is off. */
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** What a kind of field looks like in a grid, in a form, and as a filter. One file a kind. */
export interface FieldParts {
  readonly Cell: ComponentType<CellProps>;
  readonly Input: ComponentType<InputProps>;
  readonly Filter: ComponentType<FilterProps>;
  /** A filter's value from the address as conditions; none when it makes no sense. */
  readonly conditions: (name: string, value: string) => Condition[];
  readonly align?: 'end';
  /** Pixels in a grid; kinds without one share what is left. */
  readonly width?: number;
}

/** What every input of a form is told: its label, whether it must be filled, what is wrong. */
export const inputFrame = ({ entity, name, field, wording, error, autoFocus }: InputProps) => ({
  label: wording.field(entity, name),
  required: !field.optional,
  error,
  name,
  'data-autofocus': autoFocus || undefined,
});
