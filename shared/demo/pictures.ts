/** Icons as path data by name, and the words that call for them; see `resources/demo/pictures.json`. */
export interface PictureBook {
  words: Record<string, string>;
  icons: Record<string, string>;
}

const palettes = [
  ['#e6f4f1', '#0f766e'],
  ['#fdf0e3', '#b45309'],
  ['#eef0fb', '#4650b8'],
  ['#fbeaf0', '#a8325f'],
  ['#eaf4e4', '#4a7a2a'],
  ['#f1eef6', '#6b4a94'],
] as const;

/** A picture for an article, drawn from what its name says; the same name gives the same picture. */
export function pictureOf(name: string, book: PictureBook): string {
  const words = name.toLowerCase().split(/[^a-z]+/);
  const known = words.reverse().flatMap((word) => book.words[word] ?? book.words[word.replace(/s$/, '')] ?? []);
  const path = book.icons[known[0] ?? 'package'] ?? book.icons['package'] ?? '';
  const [ground, ink] = palettes[(name.length + name.charCodeAt(0)) % palettes.length] ?? palettes[0];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" fill="${ground}"/>` +
    `<path transform="translate(12 12)" d="${path}" fill="none" stroke="${ink}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/></svg>`
  );
}
