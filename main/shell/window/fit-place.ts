import type { WindowPlace } from '../shell-memory';

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Smaller than this, in device-independent pixels, the screens are of no use. */
export const SMALLEST = { width: 960, height: 600 };
const USUAL = { width: 1360, height: 860 };
/** So much of a window must lie on a screen that a person can get hold of it. */
const GRIP = 120;

const overlap = (a: number, b: number, from: number, to: number) => Math.min(b, to) - Math.max(a, from);

/** Where a window goes: where it was, if a person can still reach it there; else its usual size, and the system says where. */
export function fitPlace(place: WindowPlace | null, areas: readonly Area[]): Partial<Area> {
  const home = place && areas.find((area) => reaches(place, area));
  if (!place || !home) {
    const { width, height } = areas[0] ?? USUAL;
    return { width: Math.min(USUAL.width, width), height: Math.min(USUAL.height, height) };
  }
  return {
    x: place.x,
    y: Math.max(place.y, home.y),
    width: Math.max(SMALLEST.width, Math.min(place.width, home.width)),
    height: Math.max(SMALLEST.height, Math.min(place.height, home.height)),
  };
}

/** The title bar must show: that is what a window is moved by. */
function reaches(place: WindowPlace, area: Area): boolean {
  return (
    overlap(place.x, place.x + place.width, area.x, area.x + area.width) >= GRIP &&
    place.y >= area.y - GRIP &&
    place.y <= area.y + area.height - GRIP
  );
}
