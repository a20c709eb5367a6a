import { formatDate } from '../../../kit/show/format-date';
import { formatScaled } from '../../../kit/show/format-number';
import type { Wording } from '../../../screens/text/wording';
import { levelPoints, stepPath } from './level-points';
import styles from '../catalog.module.css';

interface LevelChartProps {
  /** Now, thousandths. */
  readonly level: number;
  readonly movements: readonly { readonly at: number; readonly delta: number }[];
  readonly wording: Wording;
}

const WIDTH = 600;
const HEIGHT = 72;
const day = { dateStyle: 'medium' } as const;

/** Stock over time as a line of steps. */
export function LevelChart({ level, movements, wording }: LevelChartProps) {
  const { t, locale } = wording;
  const points = levelPoints(level, movements);
  const now = Math.max(Date.now(), ...movements.map(({ at }) => at));
  const { line, zero } = stepPath(points, { width: WIDTH, height: HEIGHT, until: now });
  const levels = points.map((point) => point.level);
  const write = (quantity: number) => formatScaled(quantity, 3, { locale, options: { maximumFractionDigits: 3 } });
  const from = formatDate(points[0]?.at ?? now, { locale, options: day });
  const most = write(Math.max(0, ...levels));
  const least = write(Math.min(...levels));
  return (
    <figure className={styles.chart}>
      <svg
        viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('stock.chart', { from, most, least, now: write(level) })}
      >
        <path d={`${line}V${zero}H0Z`} className={styles.chartArea} />
        <line x1={0} x2={WIDTH} y1={zero} y2={zero} className={styles.chartZero} vectorEffect="non-scaling-stroke" />
        <path d={line} className={styles.chartLine} vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className={styles.chartWords}>
        <span>{from}</span>
        <span>{t('stock.most', { most })}</span>
        <span>{t('stock.now')}</span>
      </figcaption>
    </figure>
  );
}
