import { parseUrl } from './parse-url';

/** Where a link may lead outside of the product: the parcel tracking of carriers. Exact host names; https only. */
const hosts: readonly string[] = [
  'www.dhl.com',
  'www.dhl.de',
  'www.dpd.com',
  'www.fedex.com',
  'gls-group.com',
  'www.myhermes.de',
  'www.royalmail.com',
  'www.ups.com',
];

/** The address, if it may be opened in the person's browser; else null. The only way out goes through here. */
export function allowedLink(text: string): string | null {
  const url = text.length > 2000 ? null : parseUrl(text);
  const plain = url && url.protocol === 'https:' && !url.username && !url.password && !url.port;
  return plain && hosts.includes(url.hostname) ? url.href : null;
}
