import type { DotRect } from './label-layout';

/** The four sides of a rectangle, `thickness` dots strong and grown inwards; the whole of it where they would meet. */
export function outline(rect: DotRect, thickness: number): DotRect[] {
  const { x, y, width, height } = rect;
  const sides = height - 2 * thickness;
  if (sides <= 0 || width - 2 * thickness <= 0) return [{ x, y, width, height }];
  return [
    { x, y, width, height: thickness },
    { x, y: y + height - thickness, width, height: thickness },
    { x, y: y + thickness, width: thickness, height: sides },
    { x: x + width - thickness, y: y + thickness, width: thickness, height: sides },
  ];
}
