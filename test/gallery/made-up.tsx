import type { Tone } from '../../renderer/kit/show/tone';

/** A made-up record without any meaning, the same at every run. */
export interface Thing {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly place: string;
  readonly tone: Tone;
  readonly word: string;
  readonly at: number;
  readonly pieces: number;
  readonly minor: number;
}

const NAMES = [
  'Birch & Sons',
  'Harbour Trading',
  'Nordlicht GmbH',
  'A. Okafor',
  'Lumen Studio',
  'Maple Grove',
  'Kessler & Co.',
  'Pia Lindqvist',
  'Orchard Lane',
  'Café Amaro',
];
const PLACES = ['Aarhus', 'Lyon', 'Leeds', 'Bremen', 'Utrecht', 'Porto', 'Graz'];
const STATES: readonly (readonly [Tone, string])[] = [
  ['gray', 'New'],
  ['blue', 'In progress'],
  ['green', 'Done'],
  ['amber', 'Waiting'],
  ['green', 'Done'],
  ['red', 'Problem'],
  ['blue', 'In progress'],
  ['violet', 'Returned'],
];

/** Thing number `index`. */
export function thing(index: number): Thing {
  const [tone, word] = STATES[(index * 5 + (index >> 2)) % STATES.length] ?? ['gray', 'New'];
  return {
    id: `t${index}`,
    number: `${204_318 - index}`,
    name: NAMES[(index * 7) % NAMES.length] ?? '',
    place: PLACES[(index * 3) % PLACES.length] ?? '',
    tone,
    word,
    at: Date.UTC(2026, 10, 21, 16, 42) - index * 1_380_000,
    pieces: 1000 * (1 + ((index * 13) % 24)) + (index % 9 === 0 ? 500 : 0),
    minor: index % 17 === 5 ? -1990 : 1290 + ((index * 7919) % 248_000),
  };
}
