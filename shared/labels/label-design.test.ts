import { builtInDesigns, productLabel } from './built-in-designs';
import { labelBindings, parseLabelDesign } from './label-design';

test.each(builtInDesigns.map((design) => [design.name, design] as const))('%s is a sound design', (_name, design) => {
  expect(parseLabelDesign(JSON.parse(JSON.stringify(design)))).toEqual(design);
});

test('labelBindings names what a label needs, each once', () => {
  expect(labelBindings(productLabel)).toEqual(['name', 'price', 'sku', 'barcode']);
});

const first = productLabel.elements[0]!;
test.each([
  ['beyond the edge', { ...productLabel, elements: [{ ...first, x: 10 }] }, 'elements.0'],
  ['negative', { ...productLabel, elements: [{ ...first, x: -1 }] }, 'elements.0.x'],
  ['unknown kind', { ...productLabel, elements: [{ ...first, kind: 'picture' }] }, 'elements.0.kind'],
  ['unknown key', { ...productLabel, colour: 'red' }, ''],
  ['no elements', { ...productLabel, elements: [] }, 'elements'],
  ['resolution of no printer', { ...productLabel, dpi: 250 }, 'dpi'],
  ['not a number', { ...productLabel, size: { width: NaN, height: 20 } }, 'size.width'],
  ['nothing at all', null, ''],
])('%s is refused by name', (_what, design, field) => {
  let error: unknown;
  try {
    parseLabelDesign(design);
  } catch (caught) {
    error = caught;
  }
  expect(error).toMatchObject({ code: 'invalid', details: { field } });
});
