/** Where the picture of an image field is found, or undefined when there is none. */
export function mediaAddress(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('sha256' in value)) return undefined;
  return typeof value.sha256 === 'string' ? `media://${value.sha256}` : undefined;
}
