import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './pick-field.module.css';

/** Something to choose. */
export interface PickOption {
  readonly id: string;
  readonly label: string;
  /** Set apart at the right, such as a number. */
  readonly detail?: string | undefined;
}

interface PickFieldProps {
  readonly label: string;
  readonly placeholder: string;
  /** What is chosen, in words; empty when nothing is. */
  readonly chosen: string;
  readonly chosenId?: string | null | undefined;
  /** What fits the search so far. */
  readonly options: readonly PickOption[];
  /** Told what is typed, trimmed; null when the list is closed. */
  readonly onSearch: (search: string | null) => void;
  readonly onPick: (id: string) => void;
  /** Makes the choice removable. */
  readonly clear?: { readonly label: string; readonly onClear: () => void } | undefined;
  /** Said while there is nothing to choose from. */
  readonly nothing: string;
  readonly required?: boolean;
  readonly error?: string | undefined;
  readonly name?: string;
  readonly autoFocus?: boolean;
  readonly hideLabel?: boolean;
}

/** A field that finds one of many by what is typed, and chooses it. */
export function PickField(props: PickFieldProps) {
  const { label, chosen, chosenId, options, onSearch, onPick, clear } = props;
  const [typed, setTyped] = useState<string>();
  const close = () => {
    box.resetSelectedOption();
    setTyped(undefined);
    onSearch(null);
  };
  const box = useCombobox({ onDropdownClose: close, onDropdownOpen: () => onSearch('') });
  const type = (text: string) => {
    setTyped(text);
    box.openDropdown();
    box.updateSelectedOptionIndex();
    onSearch(text.trim());
  };
  const remove = clear && chosen !== '' && (
    <button type="button" className={styles.clear} aria-label={clear.label} onClick={clear.onClear}>
      <IconX size={14} stroke={1.5} aria-hidden />
    </button>
  );
  return (
    <Combobox
      store={box}
      onOptionSubmit={(id) => {
        onPick(id);
        box.closeDropdown();
      }}
      withinPortal
    >
      <Combobox.Target>
        <TextInput
          {...(props.hideLabel ? { 'aria-label': label } : { label })}
          {...(props.name ? { name: props.name } : {})}
          required={props.required ?? false}
          error={props.error}
          placeholder={props.placeholder}
          autoComplete="off"
          spellCheck={false}
          data-autofocus={props.autoFocus || undefined}
          value={typed ?? chosen}
          rightSection={remove || <Combobox.Chevron />}
          rightSectionPointerEvents={remove ? 'all' : 'none'}
          onChange={({ currentTarget: { value }, nativeEvent }) => {
            // Typing that was taken back whole, by the person or because it was a scanner's, asks for nothing.
            const undone = nativeEvent instanceof InputEvent && nativeEvent.inputType === 'historyUndo';
            if (undone && value === '') box.closeDropdown();
            else type(value);
          }}
          onClick={() => box.openDropdown()}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => box.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} className={styles.list}>
          {options.map(({ id, label: name, detail }) => (
            <Combobox.Option key={id} value={id} active={id === chosenId}>
              <span className={styles.option}>
                <span>{name}</span>
                <span className={styles.detail}>{detail}</span>
              </span>
            </Combobox.Option>
          ))}
          {options.length === 0 && <Combobox.Empty>{props.nothing}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
