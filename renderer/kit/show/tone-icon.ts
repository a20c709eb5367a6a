import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleDashed,
  IconClockHour4,
  IconProgress,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { Tone } from './tone';

/** A shape for each tone, so that nobody depends on telling colours apart. */
export const TONE_ICON: Readonly<Record<Tone, Icon>> = {
  gray: IconCircleDashed,
  blue: IconProgress,
  amber: IconClockHour4,
  green: IconCircleCheck,
  red: IconAlertTriangle,
  violet: IconArrowBackUp,
};
