import { Avatar } from '@mantine/core';
import styles from './door.module.css';

interface PeopleCardsProps {
  readonly label: string;
  readonly people: readonly { readonly id: string; readonly name: string; readonly detail: string }[];
  readonly busy: boolean;
  readonly onChoose: (id: string) => void;
}

/** People to be chosen by a press. */
export function PeopleCards({ label, people, busy, onChoose }: PeopleCardsProps) {
  return (
    <section className={styles.group} aria-label={label}>
      <h2 className={styles.groupTitle}>{label}</h2>
      <div className={styles.people}>
        {people.map(({ id, name, detail }) => (
          <button key={id} type="button" className={styles.card} disabled={busy} onClick={() => onChoose(id)}>
            <Avatar size={34} radius={34} name={name} color="accent" variant="light" aria-hidden />
            <span className={styles.cardText}>
              <span className={styles.cardName}>{name}</span>
              <span className={styles.cardDetail}>{detail}</span>
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}
