/** What a page of ours may load, as one header. `nonce` marks this very load's own style elements. */
export function contentPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' media: blob: data:",
    "font-src 'self'",
    "connect-src 'none'",
    'frame-src preview:',
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
