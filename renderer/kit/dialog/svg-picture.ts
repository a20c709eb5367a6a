/**
 * An SVG as the address of a picture. As an `<img>` it cannot run scripts nor load anything, whatever it holds.
 * @throws RangeError when it is no SVG or is larger than 4 MB
 */
export function svgPicture(svg: string): string {
  if (svg.length > 4_000_000) throw new RangeError('The preview is larger than 4 MB');
  if (!/^\s*(<\?xml[^>]*>\s*)?<svg[\s/>]/.test(svg)) throw new RangeError('The preview is no SVG');
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
}
