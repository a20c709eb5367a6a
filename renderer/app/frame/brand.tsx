import styles from './frame.module.css';

/** The sign of the product: a room seen from behind, with its door. */
export function Sign({ size = 20 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden className={styles.sign}>
      <rect x="1" y="1" width="18" height="18" rx="5" fill="currentColor" />
      <path
        d="M6 15V7.2c0-.7.5-1.2 1.2-1.2h5.6c.7 0 1.2.5 1.2 1.2V15"
        fill="none"
        stroke="var(--surface)"
        strokeWidth="1.7"
        strokeLinecap="round"
      />
      <path d="M10 10.5V15M4 15h12" fill="none" stroke="var(--surface)" strokeWidth="1.7" strokeLinecap="round" />
    </svg>
  );
}

/** Sign and name. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <Sign />
      Backroom
    </span>
  );
}
