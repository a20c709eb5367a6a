import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleHalf2,
  IconClockHour4,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { Tone } from './tone';

/** A shape for each tone, so that nobody depends on telling colours apart. */
export const TONE_ICON: Readonly<Record<Tone, Icon>> = {
  gray: IconCircleDashed,
  blue: IconCircleHalf2,
  amber: IconClockHour4,
  green: IconCircleCheck,
  red: IconAlertTriangle,
  violet: IconArrowBackUp,
};
