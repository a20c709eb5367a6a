/** The address, or null when it is none. (`URL.canParse` is younger than the oldest runtime.) */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
