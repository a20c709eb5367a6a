import type { Area } from '../../screens/area';
import { DeskScreen } from './desk-screen';

/** The machines of the shop. */
export const desksArea: Area = { group: 'administration', screens: [{ entity: 'desk', record: DeskScreen }] };
