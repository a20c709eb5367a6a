import { IconPhoto } from '@tabler/icons-react';
import styles from './picture.module.css';

interface PictureProps {
  /** Its address; undefined shows a quiet blank of the same size. */
  readonly source: string | undefined;
  /** Edge of the square that it is fitted into, in pixels. */
  readonly size: number;
  /** Empty where its name stands beside it anyway. */
  readonly alt?: string;
}

/** A picture fitted into a square; nothing jumps while it loads. */
export function Picture({ source, size, alt = '' }: PictureProps) {
  const box = { width: size, height: size };
  if (source === undefined) {
    return (
      <span className={styles.blank} style={box}>
        <IconPhoto size={Math.min(28, size * 0.6)} stroke={1.25} aria-hidden />
      </span>
    );
  }
  return <img src={source} alt={alt} {...box} style={box} loading="lazy" decoding="async" className={styles.picture} />;
}
