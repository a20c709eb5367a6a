import type { RecordOf } from '../kernel/entity';
import type { Address } from '../kernel/field';
import type { customer } from '../domain/customers/customer';
import type { customerAddress } from '../domain/customers/customer-address';
import { seeded, seedOf, type Chance } from './seeded';

export interface Buyer {
  customer: RecordOf<typeof customer>;
  address: RecordOf<typeof customerAddress>;
}

const firstNames = (
  'Amelia Oliver Isla Noah Ava George Mia Arthur Freya Leo Lily Oscar Ella Harry Grace Theo Sofia Jack Ivy Freddie Emilia Charlie Rosie Archie ' +
  'Hannah Ben Emma Paul Lena Jonas Marie Felix Clara Anton Ingrid Lars Camille Hugo Chloé Luc Aoife Sean Niamh Liam Priya Arjun Zoë José'
).split(' ');
const lastNames = (
  'Smith Jones Taylor Brown Williams Wilson Johnson Davies Patel Robinson Wright Thompson Evans Walker White Roberts Green Hall Wood Jackson Clarke ' +
  "Müller Schneider Fischer Weber Becker Schäfer Hansen Olsen Larsen Martin Bernard Dubois Moreau O'Connor Murphy Kelly Byrne Keller Meier Visser"
).split(' ');
const companies = 'Gifts|Home & Garden|Interiors|Stationers|Toy Shop|Tea Rooms|Bookshop|Flowers|Trading|Emporium'.split(
  '|',
);
const streets =
  'High Street|Station Road|Church Lane|Mill Lane|Park Avenue|Victoria Road|Green Lane|King Street|Market Place|Bridge Street'.split(
    '|',
  );
const cities: Readonly<Record<string, readonly string[]>> = {
  GB: ['London', 'Leeds', 'Bristol', 'York', 'Bath', 'Norwich', 'Glasgow', 'Cardiff'],
  DE: ['Berlin', 'Hamburg', 'Köln', 'Leipzig', 'München'],
  FR: ['Paris', 'Lyon', 'Nantes'],
  IE: ['Dublin', 'Cork', 'Galway'],
  NO: ['Oslo', 'Bergen'],
  CH: ['Zürich', 'Basel'],
  NL: ['Utrecht', 'Delft'],
  AU: ['Melbourne', 'Perth'],
};

const digits = (chance: Chance, count: number) => Array.from({ length: count }, () => chance.below(10)).join('');
const letter = (chance: Chance) => 'ABDEFGHJLNPQRSTUWXYZ'.charAt(chance.below(20));

function zipOf(country: string, chance: Chance): string {
  if (country === 'GB')
    return `${letter(chance)}${letter(chance)}${1 + chance.below(20)} ${digits(chance, 1)}${letter(chance)}${letter(chance)}`;
  return digits(chance, country === 'DE' || country === 'FR' ? 5 : 4);
}

function addressOf(country: string, who: Pick<Address, 'firstName' | 'lastName' | 'company'>, chance: Chance): Address {
  const address1 = `${1 + chance.below(180)} ${chance.pick(streets)}`;
  return {
    ...who,
    address1,
    zip: zipOf(country, chance),
    city: chance.pick(cities[country] ?? ['Springfield']),
    country,
  };
}

/** A made-up person behind a real customer number: always the same one for the same number and seed. */
export function buyerOf(number: string, country: string, { seed, since }: { seed: number; since: number }): Buyer {
  const chance = seeded(seedOf(`customer ${number}`, seed));
  const firstName = chance.pick(firstNames);
  const lastName = chance.pick(lastNames);
  const company = chance.below(3) === 0 ? `${lastName} ${chance.pick(companies)}` : null;
  const mailbox = `${firstName}.${lastName}.${number}`
    .normalize('NFD')
    .replace(/[^A-Za-z0-9.]/g, '')
    .toLowerCase();
  const id = `customer-${number}`;
  const who = { firstName, lastName, ...(company ? { company } : {}) };
  const main = { defaultBilling: true, defaultShipping: true };
  return {
    customer: {
      id,
      reference: `C-${number}`,
      salutation: null,
      firstName,
      lastName,
      company,
      email: `${mailbox}@example.com`,
      phone: chance.below(2) === 0 ? `+44 20 7946 ${digits(chance, 4)}` : null,
      country,
      note: null,
      createdAt: since - (30 + chance.below(700)) * 86_400_000,
    },
    address: { id: `${id}-1`, customerId: id, label: 'Main', address: addressOf(country, who, chance), ...main },
  };
}
