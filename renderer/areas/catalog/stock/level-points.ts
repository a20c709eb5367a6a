/** How much there was from a moment on; quantities in thousandths, times in UTC milliseconds. */
export interface LevelPoint {
  readonly at: number;
  readonly level: number;
}

/**
 * What a warehouse held over time, oldest first, worked out backwards from what it holds now: each movement's level is the one
 * after it. Begins with the level before the first movement, at that movement's time.
 */
export function levelPoints(
  now: number,
  movements: readonly { readonly at: number; readonly delta: number }[],
): LevelPoint[] {
  const newestFirst = [...movements].sort((a, b) => b.at - a.at);
  const points: LevelPoint[] = [];
  let level = now;
  for (const { at, delta } of newestFirst) {
    points.push({ at, level });
    level -= delta;
  }
  const oldest = newestFirst.at(-1);
  if (oldest) points.push({ at: oldest.at, level });
  return points.reverse();
}

interface Box {
  readonly width: number;
  readonly height: number;
  readonly until: number;
}

/** The points as the path of a step line (SVG), fitted into a box whose right edge is `until`. Zero is always in sight. */
export function stepPath(points: readonly LevelPoint[], { width, height, until }: Box): { line: string; zero: number } {
  const levels = points.map(({ level }) => level);
  const top = Math.max(0, ...levels);
  const bottom = Math.min(0, ...levels);
  const from = points[0]?.at ?? until;
  const x = (at: number) => (until === from ? 0 : ((at - from) / (until - from)) * width);
  const y = (level: number) => (top === bottom ? height : height - ((level - bottom) / (top - bottom)) * height);
  const round = (value: number) => Math.round(value * 10) / 10;
  const steps = points.map(({ at, level }, index) =>
    index === 0 ? `M${round(x(at))} ${round(y(level))}` : `H${round(x(at))}V${round(y(level))}`,
  );
  return { line: steps.length > 0 ? `${steps.join('')}H${width}` : '', zero: round(y(0)) };
}
