import { START } from '../protocol/serve-app';

/** True for the address of the product's page, whatever its route. */
export function isOwnPage(address: string): boolean {
  const [page] = address.split('#', 1);
  return page === START || page === `${START}index.html`;
}
