import { z } from 'zod';
import { AppError } from '../kernel/errors';
import { resolutions } from './dots';
import { symbologies } from './symbology';

/** What a label is stuck on; a print screen offers the designs of its purpose. */
export const labelPurposes = ['product', 'shelf', 'location', 'parcel', 'other'] as const;

const length = z.number().min(0).max(300);
const positive = z.number().min(0.1).max(300);
const place = { x: length, y: length, width: positive, height: positive };
const binding = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/, 'not a binding name');

const textStyle = {
  ...place,
  /** Height of the font in mm; shrunk, and said so, when the text does not fit. */
  fontSize: z.number().min(1).max(60),
  bold: z.boolean(),
  align: z.enum(['left', 'center', 'right']),
  /** Most lines that the text may take. */
  lines: z.int().min(1).max(20),
};

const element = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...textStyle, text: z.string().min(1).max(500) }),
  z.strictObject({ kind: z.literal('field'), ...textStyle, binding }),
  z.strictObject({
    kind: z.literal('barcode'),
    ...place,
    /** `auto` takes the trade's symbology for the code at hand. */
    symbology: z.enum([...symbologies, 'auto']),
    source: z.union([z.strictObject({ binding }), z.strictObject({ literal: z.string().min(1).max(1000) })]),
    /** Wished width of the narrowest bar in dots at the design's resolution; taken smaller where it must be. */
    moduleWidth: z.int().min(1).max(40),
    /** Print the code in figures below the bars. */
    humanReadable: z.boolean(),
  }),
  /** A filled rectangle. */
  z.strictObject({ kind: z.literal('line'), ...place }),
  /** An outline; `thickness` grows inwards. */
  z.strictObject({ kind: z.literal('box'), ...place, thickness: z.number().min(0.1).max(20) }),
]);

/** A label as people design it: lengths in mm from its upper left corner, values bound by name. */
export const labelDesignSchema = z
  .strictObject({
    name: z.string().min(1).max(80),
    purpose: z.enum(labelPurposes),
    size: z.strictObject({ width: z.number().min(5).max(300), height: z.number().min(5).max(300) }),
    dpi: z.literal(resolutions),
    elements: z.array(element).min(1).max(60),
  })
  .superRefine((design, context) => {
    design.elements.forEach(({ x, y, width, height }, index) => {
      // Half a micrometre forgives sums of decimal fractions.
      if (x + width <= design.size.width + 0.0005 && y + height <= design.size.height + 0.0005) return;
      context.addIssue({ code: 'custom', message: 'reaches over the edge of the label', path: ['elements', index] });
    });
  });

export type LabelDesign = z.infer<typeof labelDesignSchema>;
export type LabelElement = LabelDesign['elements'][number];

/** Reads a design from outside. Throws `invalid`; details.field is the path of the first mistake, like `elements.2.x`. */
export function parseLabelDesign(input: unknown): LabelDesign {
  const result = labelDesignSchema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw new AppError('invalid', `Label design: ${field} ${issue?.message ?? ''}`, { field });
}

/** The names of the values that a design prints, each once, in the order of its elements. */
export function labelBindings(design: LabelDesign): string[] {
  const names = design.elements.flatMap((item) => {
    if (item.kind === 'field') return [item.binding];
    return item.kind === 'barcode' && 'binding' in item.source ? [item.source.binding] : [];
  });
  return [...new Set(names)];
}
