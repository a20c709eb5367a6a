import { IconPhoto } from '@tabler/icons-react';
import styles from './fields.module.css';

/** The hash that names a picture, or null when there is none. */
export function pictureHash(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('sha256' in value)) return null;
  return typeof value.sha256 === 'string' ? value.sha256 : null;
}

interface PictureProps {
  /** As in the record. */
  readonly value: unknown;
  /** Edge of the square that it is fitted into, in pixels. */
  readonly size: number;
  /** Empty where the name stands beside it anyway. */
  readonly alt?: string;
}

/** A picture from the shop's media; a quiet blank where there is none. */
export function Picture({ value, size, alt = '' }: PictureProps) {
  const sha256 = pictureHash(value);
  if (sha256 === null) {
    return (
      <span className={styles.blank} style={{ width: size, height: size }}>
        <IconPhoto size={Math.min(28, size * 0.6)} stroke={1.25} aria-hidden />
      </span>
    );
  }
  const box = { width: size, height: size };
  return (
    <img
      src={`media://${sha256}`}
      alt={alt}
      {...box}
      style={box}
      loading="lazy"
      decoding="async"
      className={styles.picture}
    />
  );
}
