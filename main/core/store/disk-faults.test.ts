import { AppError } from '../../../shared/kernel/errors';
import { asDiskFault, unlessDamaged } from './disk-faults';

const damaged = () => Promise.reject(new AppError('damaged', 'no', { reason: 'file' }));

test('a file is given up only when it is damaged twice', async () => {
  let looks = 0;
  const once = () => ((looks += 1) === 1 ? damaged() : Promise.resolve('open'));
  expect(await unlessDamaged(once)).toBe('open');
  expect(await unlessDamaged(damaged)).toBeNull();
  const full = () => Promise.reject(new AppError('unavailable', 'full', { reason: 'disk' }));
  await expect(unlessDamaged(full)).rejects.toMatchObject({ code: 'unavailable' });
});

test('what the system says of a disk is told as such, a defect of ours is not', async () => {
  const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' });
  await expect(asDiskFault(() => Promise.reject(full))).rejects.toMatchObject({
    code: 'unavailable',
    details: { reason: 'disk' },
  });
  await expect(asDiskFault(() => Promise.reject(new TypeError('ours')))).rejects.toBeInstanceOf(TypeError);
});
